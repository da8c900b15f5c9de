### Tuổi và sự đồng ý (flows/consent.yml), do cuộc trò chuyện khác gọi đến.

consent-age =
    Bạn bao nhiêu tuổi? Chỉ cần viết số.
    Mình hỏi để nói chuyện cho hợp tuổi.
    .skip = Không muốn nói

consent-messages =
    { $role ->
        [child]
            Nơi này do { $service } phụ trách.
            Điều bạn viết được lưu lại, và nhân viên sẽ đọc.

            Mình không lén cho gia đình hay ai khác xem.
            Nhưng nếu có nguy hiểm đến tính mạng, mình sẽ nói với người lớn khác.

            Mình nhắn tin ngắn cho bạn, mỗi tuần nhiều nhất 2 lần, được không?
            Lúc nào gửi “dừng” cũng dừng được.
       *[other]
            Nơi này do { $service } phụ trách. Điều anh/chị viết được lưu lại và chỉ nhân viên phụ trách đọc.

            Chúng tôi không cho người ngoài biết khi anh/chị chưa đồng ý. Nhưng nếu có thể nguy hiểm đến tính mạng hay sức khỏe, chúng tôi sẽ phối hợp với các cơ quan liên quan.

            Chúng tôi xin gửi thông báo hoặc lời thăm hỏi, nhiều nhất 2 lần một tuần, có được không? Lúc nào gửi “dừng” cũng dừng được.
    }
    .agree = Được
    .later = Để sau
    .decline = Không

consent-nudge =
    { $role ->
        [child]
            Chào bạn, đây là { $service }.
            Khi nào thích thì bấm nút bên dưới nhé.
            Chỉ đọc thôi cũng được.
       *[other] Xin chào, đây là { $service }. Khi nào rảnh anh/chị xem nhé. Chỉ đọc thôi cũng được.
    }

consent-later =
    { $role ->
        [child]
            Ừ, không cần vội.
            Khoảng 2 tuần nữa mình sẽ hỏi lại.
       *[other] Vâng. Khoảng 2 tuần nữa chúng tôi sẽ hỏi lại. Từ giờ đến đó anh/chị không cần làm gì.
    }

consent-let_be =
    { $role ->
        [child]
            Ừ, mình sẽ không hỏi nữa.
            Muốn nói chuyện thì gửi “bắt đầu”.
       *[other] Vâng, chúng tôi sẽ không hỏi nữa. Khi muốn, chỉ cần gửi “bắt đầu”.
    }

consent-goodbye =
    { $role ->
        [child]
            Mình hiểu rồi, cảm ơn bạn đã cho biết.
            Tin nhắn của mình dừng ở đây.

            Muốn nói chuyện lại thì gửi “bắt đầu”.
            Lúc nào quay lại cũng được.
       *[other] Vâng, cảm ơn anh/chị đã cho biết. Tin nhắn của chúng tôi dừng ở đây. Muốn bắt đầu lại thì gửi “bắt đầu”.
    }
