### Báo chương trình tạm nghỉ (flows/programme_suspended.yml): dịch bệnh, thiên tai.

programme_suspended-notice =
    { $role ->
        [child]
            Đây là lời nhắn tự động.
            Các buổi gặp tạm nghỉ một thời gian.
            Lúc nào nhắn ở đây cũng được.
       *[other] Đây là lời nhắn tự động. Các buổi gặp tạm nghỉ một thời gian. Nhắn tin ở đây vẫn tiếp tục như trước.
    }
    .text = Nhắn tin ở đây
    .phones = Số điện thoại
    .quiet = Yên lặng chờ

programme_suspended-phones =
    { $role ->
        [child]
            Cũng có những nơi gọi điện được:
            { $hotlines }
       *[other]
            Nếu gấp, anh/chị có thể gọi các số này:
            { $hotlines }
    }

programme_suspended-quiet =
    { $role ->
        [child]
            Ừ, khi bắt đầu lại mình sẽ báo.
            Trước đó, lúc nào nhắn cũng được.
       *[other] Vâng, khi bắt đầu lại chúng tôi sẽ báo. Trước đó, anh/chị nhắn lúc nào cũng được.
    }
