### Người đến bằng mã trên thư (flows/invite_letter.yml). Nói đúng như thư đã hứa.
### Người khác dùng chung điện thoại nhìn thấy cũng không sao.

invite_letter-hello =
    Đã nhận mã. Đây là { $service }.
    Ở đây trả lời tự động.

    Như trong thư, chúng tôi không hỏi tên.
    Không trả lời cũng được.
    Muốn dừng thì gửi “dừng”.

invite_letter-who =
    Ai đang xem vậy?
    Hãy bấm mục gần đúng.
    .child = Người nhận thư
    .parent = Người lớn trong nhà
    .talk = Nói với người

invite_letter-welcome_back =
    Mừng quay lại.
    Mã vẫn dùng được như trước.
    Ở đây trả lời tự động.
