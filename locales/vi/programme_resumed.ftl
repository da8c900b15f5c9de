### Báo chương trình bắt đầu lại (flows/programme_resumed.yml)

programme_resumed-notice =
    { $role ->
        [child]
            Đây là lời nhắn tự động.
            Bây giờ lại hẹn gặp được rồi.
            Không cần vội.
       *[other] Đây là lời nhắn tự động. Bây giờ lại hẹn gặp được rồi. Không cần vội.
    }
    .meet = Chọn ngày gặp
    .look = Xem các nơi
    .later = Để lần khác
    .talk = Nói với người thật

programme_resumed-later =
    { $role ->
        [child] Ừ, để lần khác nhé. Lúc nào nhắn cũng được.
       *[other] Vâng, để lần khác cũng được. Lúc nào nhắn cũng được.
    }
