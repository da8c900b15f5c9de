### Chuyển cho người (flows/person.yml), cuộc trò chuyện nào cũng gọi đến.

person-coming =
    { $role ->
        [child]
            Mình hiểu rồi, mình đã báo cho nhân viên.
            Sẽ có người thật trả lời bạn ở đây.

            Có thể mất một lúc.
            Bạn không cần làm gì cả.
       *[other] Vâng, chúng tôi sẽ chuyển cho nhân viên phụ trách. Người thật sẽ trả lời ở đây, không phải tự động. Có thể mất một lúc, anh/chị không cần làm gì.
    }

person-closed =
    { $role ->
        [child]
            Mình hiểu rồi, mình sẽ báo cho nhân viên.
            Giờ này nhân viên đang nghỉ, xin lỗi bạn nhé.
            Từ { $next_open } sẽ có người đọc.

            Trước lúc đó muốn nói chuyện, bạn có thể gọi:
            { $hotlines }
       *[other]
            Chúng tôi đã nhận được. Hiện đang ngoài giờ làm việc. Từ { $next_open } sẽ có người đọc.

            Nếu gấp, anh/chị có thể gọi các số này:
            { $hotlines }
    }

person-came_back =
    { $role ->
        [child]
            Cuộc nói chuyện với nhân viên tạm dừng ở đây.
            Từ giờ lại là trả lời tự động.
            Tiếp theo bạn muốn làm gì?
       *[other] Cuộc nói chuyện với nhân viên tạm dừng ở đây. Từ giờ lại là trả lời tự động. Tiếp theo anh/chị muốn làm gì?
    }
    .meet = Chọn ngày gặp
    .fine = Mình ổn rồi
    .talk = Nói với người thật

person-well =
    { $role ->
        [child] Vậy thì tốt quá. Lúc nào nhắn cũng được.
       *[other] Vậy thì tốt quá. Anh/chị nhắn lúc nào cũng được.
    }
