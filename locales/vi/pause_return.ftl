### Ngày hết thời gian nghỉ (flows/pause_return.yml). Chỉ một lời, không khen không trách.

pause_return-back =
    { $role ->
        [child]
            Chào bạn, đây là lời nhắn tự động.
            Thời gian nghỉ đã hết.
            Thỉnh thoảng mình lại nhắn cho bạn được không?
       *[other] Xin chào, đây là lời nhắn tự động. Thời gian nghỉ đã hết. Thỉnh thoảng chúng tôi lại nhắn tin, có được không?
    }
    .again = Được
    .more = Nghỉ thêm
    .stop = Không cần nữa
    .talk = Nói với người thật

pause_return-again =
    { $role ->
        [child] Cảm ơn bạn. Thỉnh thoảng mình sẽ nhắn.
       *[other] Cảm ơn anh/chị. Thỉnh thoảng chúng tôi sẽ nhắn.
    }

pause_return-more =
    { $role ->
        [child]
            Ừ, mình sẽ im lặng thêm một tháng.
            Muốn nói chuyện thì bạn cứ nhắn nhé.
       *[other] Vâng. Chúng tôi sẽ không gửi tin thêm một tháng nữa. Anh/chị có thể nhắn bất cứ lúc nào.
    }

pause_return-stopped =
    { $role ->
        [child]
            Mình hiểu rồi, sẽ không nhắn trước nữa.
            Cảm ơn bạn đã cho biết.

            Muốn nói chuyện thì gửi “bắt đầu”.
            Lúc nào quay lại cũng được.
       *[other] Vâng, chúng tôi sẽ không gửi tin nữa. Cảm ơn anh/chị đã cho biết. Muốn bắt đầu lại thì gửi “bắt đầu”.
    }
