### Sau buổi gặp (flows/after_meeting.yml)

after_meeting-how =
    { $role ->
        [child]
            Cảm ơn bạn đã đến hôm trước.
            Bạn thấy thế nào? Không trả lời cũng được.
       *[other] Cảm ơn anh/chị đã dành thời gian hôm trước. Anh/chị thấy thế nào? Không trả lời cũng được.
    }
    .good = Tốt
    .so_so = Bình thường
    .tired = Hơi mệt
    .talk = Nói với người thật

after_meeting-tired =
    { $role ->
        [child]
            Cảm ơn bạn đã cho biết.
            Mệt là chuyện bình thường.
       *[other] Cảm ơn anh/chị đã cho biết. Mệt là điều tự nhiên, anh/chị nghỉ ngơi nhé.
    }

after_meeting-again =
    { $role ->
        [child] Bạn muốn chọn ngày gặp tiếp không?
       *[other] Anh/chị muốn chọn ngày gặp tiếp không?
    }
    .choose = Chọn thử
    .think = Để nghĩ thêm
    .not_now = Bây giờ thì chưa
    .talk = Nói với người thật

after_meeting-think =
    { $role ->
        [child]
            Ừ, không cần vội.
            Khi nào muốn hẹn, bạn nhắn một câu nhé.
       *[other] Vâng, không cần vội. Khi nào muốn hẹn, anh/chị nhắn một câu là được.
    }

after_meeting-rest =
    { $role ->
        [child]
            Mình hiểu rồi, cảm ơn bạn đã cho biết.
            Muốn nói chuyện thì bạn cứ nhắn nhé.
       *[other] Vâng, cảm ơn anh/chị đã cho biết. Lúc nào nhắn cũng được.
    }
