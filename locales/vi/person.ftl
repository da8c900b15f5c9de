### Chuyển cho người (flows/person.yml), cuộc trò chuyện nào cũng gọi đến.

person-coming =
    { $role ->
        [child]
            Mình hiểu rồi, đã báo cho nhân viên.
            Sẽ có người trả lời ở đây.

            Có thể mất một lúc.
            Bạn không cần làm gì cả.
       *[other] Vâng, chúng tôi sẽ chuyển cho nhân viên phụ trách. Người thật sẽ trả lời ở đây, không phải tự động. Có thể mất một lúc, anh/chị không cần làm gì.
    }

person-closed =
    { $role ->
        [child]
            Mình hiểu rồi, sẽ báo cho nhân viên.
            Bây giờ nhân viên đang nghỉ, xin lỗi nhé.
            Từ { $next_open } sẽ có người đọc.

            Muốn nói chuyện trước đó thì gọi đây:
            { $hotlines }
       *[other]
            Chúng tôi đã nhận được. Bây giờ không có nhân viên. Từ { $next_open } sẽ có người đọc.

            Nếu gấp, có thể gọi các số này:
            { $hotlines }
    }

person-came_back =
    { $role ->
        [child]
            Cuộc nói chuyện với người tạm dừng ở đây.
            Từ giờ lại là trả lời tự động.
            Tiếp theo bạn muốn làm gì?
       *[other] Cuộc nói chuyện với nhân viên tạm dừng ở đây. Từ giờ lại là trả lời tự động. Tiếp theo anh/chị muốn làm gì?
    }
    .meet = Chọn ngày gặp
    .fine = Ổn rồi
    .talk = Nói tiếp với người

person-well =
    { $role ->
        [child] Tốt quá. Lúc nào viết cũng được.
       *[other] Tốt quá. Anh/chị viết lúc nào cũng được.
    }
