### Người đến bằng mã trên thư (flows/invite_letter.yml). Nói đúng như thư đã hứa.
### Người khác dùng chung điện thoại nhìn thấy cũng không sao.

invite_letter-hello =
    Đã nhận mã. Đây là { $service }.
    Các câu trả lời ở đây là tự động.

    Như đã viết trong thư, chúng tôi không hỏi tên.
    Không trả lời cũng được.
    Muốn dừng thì gửi “dừng”.

invite_letter-who =
    Ai đang xem vậy?
    Hãy bấm mục gần đúng.
    .child = Người nhận thư
    .parent = Người lớn trong nhà
    .talk = Nói với người thật

invite_letter-welcome_back =
    Mừng bạn quay lại.
    Lúc nào xem tiếp từ lần trước cũng được.
    Các câu trả lời ở đây là tự động.
