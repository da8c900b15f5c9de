### Mời lại một lần (flows/reinvite.yml). Chỉ nhân viên bắt đầu, có ghi lý do. Chỉ gửi một lần.

reinvite-hello =
    { $role ->
        [child]
            Lâu rồi không gặp. Đây là { $service }.
            Tin tự động này chỉ gửi một lần.

            Có thêm phòng và nơi mới rồi.
            Không muốn xem thì cứ để vậy nhé.
       *[other] Đã lâu không liên lạc. Đây là { $service }, tin tự động này chỉ gửi một lần. Có thêm phòng và nơi mới. Cứ để vậy cũng được.
    }
    .look = Xem thử
    .not_now = Bây giờ thì chưa
    .stop = Không cần nữa
    .talk = Nói với người thật

reinvite-not_now =
    { $role ->
        [child]
            Mình hiểu rồi, cảm ơn bạn đã cho biết.
            Muốn nói chuyện thì gửi “bắt đầu”.
       *[other] Vâng, cảm ơn anh/chị đã cho biết. Khi muốn, chỉ cần gửi “bắt đầu”.
    }

reinvite-stopped =
    { $role ->
        [child]
            Mình hiểu rồi, sẽ không nhắn trước nữa.
            Cảm ơn bạn đã cho biết.
       *[other] Vâng, chúng tôi sẽ không gửi tin nữa. Cảm ơn anh/chị đã cho biết.
    }
