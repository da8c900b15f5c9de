### Báo chương trình tạm nghỉ (flows/programme_suspended.yml): dịch bệnh, thiên tai.

programme_suspended-notice =
    { $role ->
        [child]
            Đây là lời nhắn tự động.
            Các buổi gặp tạm nghỉ một thời gian.
            Viết ở đây thì lúc nào cũng được.

            Cũng có nơi gọi điện được:
            { $hotlines }
       *[other]
            Đây là lời nhắn tự động. Các buổi gặp tạm nghỉ một thời gian. Nhắn tin ở đây vẫn tiếp tục như trước.

            Nếu gấp, có thể gọi các số này:
            { $hotlines }
    }
    .text = Nhắn tin
    .quiet = Chờ yên lặng

programme_suspended-quiet =
    { $role ->
        [child]
            Ừ, khi bắt đầu lại mình sẽ báo.
            Trước đó, lúc nào viết cũng được.
       *[other] Vâng, khi bắt đầu lại chúng tôi sẽ báo. Trước đó, anh/chị viết lúc nào cũng được.
    }
