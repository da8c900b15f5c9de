### Sau ngày không gặp được (flows/missed_meeting.yml). Không nhắc đến chuyện đó.

missed_meeting-open_door =
    { $role ->
        [child]
            Đây là lời nhắn tự động.
            Lúc nào chọn lại ngày gặp cũng được.
            Không chọn cũng không sao.
       *[other] Đây là lời nhắn tự động. Lúc nào chọn lại ngày gặp cũng được. Không chọn cũng không sao.
    }
    .choose = Chọn thử
    .later = Để lần khác
    .talk = Nói với người thật

missed_meeting-later =
    { $role ->
        [child] Ừ, để lần khác nhé. Lúc nào nhắn cũng được.
       *[other] Vâng, để lần khác cũng được. Lúc nào nhắn cũng được.
    }
