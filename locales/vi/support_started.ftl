### Khi bắt đầu hỗ trợ (flows/support_started.yml). Nhìn trên màn hình khóa không biết là hỗ trợ.

support_started-welcome =
    { $role ->
        [child]
            Rất vui được quen bạn. Đây là tin tự động.
            Mỗi tuần một lần, mình sẽ hỏi thời tiết trong lòng bạn.
            Bỏ qua hay nghỉ lúc nào cũng được.

            Muốn nói chuyện thì gửi “nói với người thật”.
       *[other]
            Rất mong được đồng hành cùng anh/chị. Đây là tin tự động. Mỗi tháng một lần chúng tôi sẽ hỏi thăm. Bỏ qua hay nghỉ lúc nào cũng được.

            Muốn nói chuyện, hãy gửi “nói với người thật”, nhân viên sẽ trả lời.
    }

support_started-day =
    Hỏi thời tiết trong lòng vào thứ mấy thì tiện?
    Không chọn thì là Chủ nhật.
    .wed = Thứ Tư
    .fri = Thứ Sáu
    .sun = Chủ nhật
    .talk = Nói với người thật

support_started-thanks =
    Ừ, mình chọn ngày đó nhé.
    Muốn đổi thì bạn cứ nhắn.
