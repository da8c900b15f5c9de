### Chọn ngày gặp (flows/meeting.yml), do cuộc trò chuyện khác gọi đến.

meeting-times =
    { $role ->
        [child]
            Đây là những giờ còn trống.
            Giờ nào hợp thì bấm nhé.
            Không chọn cũng được.
       *[other] Đây là những giờ còn trống. Hãy bấm giờ tiện cho anh/chị. Không chọn cũng được.
    }
    .none_fits = Không giờ nào hợp
    .not_now = Bây giờ thì chưa

meeting-booked =
    { $role ->
        [child]
            Đã hẹn: { $meeting_at }.
            Muốn đổi hay hủy đều được.
            Trước một ngày mình sẽ nhắc lại.
       *[other] Đã hẹn: { $meeting_at }. Lúc nào đổi hay hủy cũng được. Trước một ngày chúng tôi sẽ nhắc lại.
    }
