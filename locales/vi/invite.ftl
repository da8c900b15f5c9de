### Lời chào đầu tiên (flows/invite.yml). Trẻ em cũng đọc.

invite-hello =
    Xin chào, đây là { $service }.
    Ở đây trả lời tự động.

    Điều gì không muốn thì không cần trả lời.
    Gửi “nói chuyện với người” thì nhân viên sẽ đọc.
    Trả lời có thể mất một lúc.

invite-who =
    Ai đang đọc tin nhắn này vậy?
    Hãy bấm mục gần đúng nhất.
    .child = Trẻ em, bạn trẻ
    .parent = Phụ huynh
    .teacher = Giáo viên
    .someone = Người khác

invite-teacher_info =
    Cảm ơn đã liên hệ. Đây là kênh chat để trẻ em và phụ huynh có dịp nói chuyện với người. Trước khi nhân viên trả lời, xin đừng viết tên hay điều gì cho biết đó là ai.

## Chờ đợi nhẹ nhàng

invite-nudge =
    { $role ->
        [child]
            Chào bạn, đây là { $service }.
            Khi nào thích thì bấm nút bên dưới nhé.
            Chỉ đọc thôi cũng tốt.
       *[other] Xin chào, đây là { $service }. Khi nào rảnh anh/chị xem nhé. Chỉ đọc thôi cũng được.
    }

invite-rest =
    { $role ->
        [child]
            Tin nhắn của mình tạm nghỉ ở đây.

            Muốn nói chuyện thì cứ gửi một lời.
            Lời nào cũng được.
       *[other] Tin nhắn của chúng tôi tạm nghỉ ở đây. Khi cần, cứ gửi một lời bất cứ lúc nào.
    }

invite-welcome_back =
    { $role ->
        [child]
            Mừng bạn quay lại!
            Giống như trước, ở đây trả lời tự động.
       *[other]
            Mừng anh/chị quay lại.
            Chúng tôi rất vui.
            Ở đây trả lời tự động.
    }
