### Khi bắt đầu hỗ trợ (flows/support_started.yml). Nhìn trên màn hình khóa không biết là hỗ trợ.

support_started-welcome =
    { $role ->
        [child]
            Từ nay mình làm quen nhé. Đây là tin tự động.
            Mỗi tuần một lần, mình hỏi thời tiết trong lòng.
            Bỏ qua hay nghỉ lúc nào cũng được.

            Muốn nói chuyện thì gửi “nói chuyện với người”.
       *[other]
            Rất mong được đồng hành cùng anh/chị. Đây là tin tự động. Mỗi tháng một lần chúng tôi hỏi thăm. Bỏ qua hay nghỉ lúc nào cũng được.

            Muốn nói chuyện, hãy gửi “nói chuyện với người”, nhân viên sẽ trả lời.
    }

support_started-day =
    Hỏi thời tiết vào thứ mấy thì tiện?
    Không chọn thì là Chủ nhật.
    .wed = Thứ Tư
    .fri = Thứ Sáu
    .sun = Chủ nhật
    .talk = Nói với người

support_started-thanks =
    Ừ, lấy ngày đó nhé.
    Muốn đổi thì cứ viết.
