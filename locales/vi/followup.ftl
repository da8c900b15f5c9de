### Sau khi nói chuyện với người (flows/followup.yml). Nhân viên chọn khi trao lại.

followup-how_was_it =
    { $role ->
        [child]
            Cảm ơn bạn đã trò chuyện.
            Nói xong bạn thấy thế nào?
            Không trả lời cũng được.
       *[other] Cảm ơn anh/chị đã trò chuyện. Nói xong anh/chị thấy thế nào? Không trả lời cũng được.
    }
    .good = Tốt
    .so_so = Bình thường
    .not_yet = Vẫn còn nặng lòng
    .talk = Nói với người thật

followup-not_yet =
    { $role ->
        [child]
            Cảm ơn bạn đã cho biết.
            Mình cũng sẽ báo cho nhân viên.
            Lúc nào nhắn tiếp cũng được.
       *[other] Cảm ơn anh/chị đã cho biết. Chúng tôi sẽ báo cho nhân viên. Lúc nào nhắn tiếp cũng được.
    }

followup-thanks =
    { $role ->
        [child] Cảm ơn bạn đã cho biết. Hẹn gặp lại.
       *[other] Cảm ơn anh/chị đã cho biết. Lúc nào nhắn cũng được.
    }
