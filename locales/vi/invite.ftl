### Lời chào đầu tiên (flows/invite.yml). Trẻ em cũng đọc.

invite-hello =
    Xin chào, đây là { $service }.
    Các câu trả lời ở đây là tự động.

    Điều gì không muốn trả lời thì không cần trả lời.
    Gửi “nói với người thật” thì nhân viên sẽ đọc.
    Có thể một lúc sau mới có câu trả lời.

invite-who =
    Ai đang đọc tin nhắn này vậy?
    Hãy bấm mục gần đúng nhất.
    .child = Trẻ em, bạn trẻ
    .parent = Phụ huynh
    .teacher = Giáo viên
    .someone = Người khác

invite-teacher_info =
    Cảm ơn thầy/cô đã liên hệ. Đây là kênh chat để trẻ em và phụ huynh có dịp nói chuyện với người thật. Trước khi nhân viên trả lời, xin đừng viết tên hay điều gì cho biết đó là ai.

## Chờ đợi nhẹ nhàng

invite-nudge =
    { $role ->
        [child]
            Chào bạn, đây là { $service }.
            Khi nào thích thì bấm nút bên dưới nhé.
            Chỉ đọc thôi cũng được.
       *[other] Xin chào, đây là { $service }. Khi nào rảnh anh/chị xem nhé. Chỉ đọc thôi cũng được.
    }

invite-rest =
    { $role ->
        [child]
            Tin nhắn của mình tạm nghỉ ở đây.

            Muốn nói chuyện thì cứ nhắn một câu.
            Câu gì cũng được.
       *[other] Tin nhắn của chúng tôi tạm nghỉ ở đây. Khi cần, anh/chị cứ nhắn một câu bất cứ lúc nào.
    }

invite-welcome_back =
    { $role ->
        [child]
            Mừng bạn quay lại!
            Như trước, các câu trả lời ở đây là tự động.
       *[other]
            Mừng anh/chị quay lại.
            Chúng tôi rất vui.
            Các câu trả lời ở đây là tự động.
    }
