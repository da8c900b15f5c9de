### Nhắc trước ngày gặp một ngày (flows/meeting_reminder.yml)

meeting_reminder-confirm =
    { $role ->
        [child]
            Đây là lời nhắc tự động.
            Mình có hẹn: { $meeting_at }.
            Đổi ngày hay nghỉ đều được.
       *[other] Đây là lời nhắc tự động. Chúng ta có hẹn: { $meeting_at }. Đổi ngày hay nghỉ đều được.
    }
    .coming = Được
    .change = Ngày khác
    .cannot = Lần này nghỉ
    .worried = Hơi lo

meeting_reminder-see_you =
    { $role ->
        [child]
            Cảm ơn bạn. Hẹn { $meeting_at } nhé.
            Hôm đó đổi ý cũng không sao.
       *[other] Cảm ơn anh/chị. Hẹn gặp { $meeting_at }. Hôm đó có thay đổi cũng không sao.
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            Mình hiểu rồi, mình sẽ báo cho nhân viên.
            Cảm ơn bạn đã cho biết.
       *[other] Vâng, chúng tôi sẽ báo cho nhân viên. Cảm ơn anh/chị đã cho biết.
    }

meeting_reminder-another_day =
    { $role ->
        [child] Bạn muốn chọn ngày khác không? Để sau cũng được.
       *[other] Anh/chị muốn chọn ngày khác không? Để sau cũng được.
    }
    .choose = Ngày khác
    .not_now = Bây giờ thì chưa
    .talk = Nói với người thật

meeting_reminder-rest =
    { $role ->
        [child] Ừ. Khi nào thích thì bạn cứ nhắn nhé.
       *[other] Vâng. Khi nào muốn, anh/chị cứ nhắn.
    }
