### Bất cứ lúc nào (flows/anytime.yml), giữa mọi cuộc trò chuyện.

## Khi nguy hiểm. Ngày hay đêm đều một lời như nhau; không hứa điều không làm được.

anytime-danger =
    { $role ->
        [child]
            Cảm ơn bạn đã nói ra.
            Những số này gọi được ngay bây giờ.
            { $hotlines }

            Nếu đang nguy hiểm, hãy gọi điện.
            Cảnh sát 110, xe cấp cứu 119.

            Đây là trả lời tự động.
            Chúng tôi đã báo ngay cho nhân viên.
            Người thật trả lời có thể chậm một chút.
       *[other]
            Cảm ơn anh/chị đã nói ra. Những số này gọi được ngay bây giờ.
            { $hotlines }

            Nếu đang nguy hiểm, hãy gọi 110 (cảnh sát) hoặc 119 (cấp cứu).

            Đây là trả lời tự động. Chúng tôi đã báo ngay cho nhân viên. Người thật trả lời có thể chậm một chút.
    }

anytime-concern =
    { $role ->
        [child]
            Cảm ơn bạn đã nói ra.
            Chuyện này quan trọng, nhân viên cũng sẽ đọc.
            Muốn viết thêm bao nhiêu cũng được.
       *[other] Cảm ơn anh/chị đã nói ra. Chuyện này quan trọng, nhân viên cũng sẽ đọc. Anh/chị cứ viết tiếp nhé.
    }

## Nói chuyện với người

anytime-person =
    { $role ->
        [child]
            Mình hiểu rồi, đã báo cho nhân viên.
            Sẽ có người trả lời ở đây.

            Có thể mất một lúc.
            Bạn không cần làm gì cả.
       *[other] Vâng, chúng tôi sẽ chuyển cho nhân viên phụ trách. Người thật sẽ trả lời ở đây, không phải tự động. Có thể mất một lúc, anh/chị không cần làm gì.
    }

anytime-person_closed =
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

## Nghỉ, dừng

anytime-pause =
    { $role ->
        [child] Được chứ. Bạn muốn nghỉ bao lâu?
       *[other] Vâng. Anh/chị muốn nghỉ bao lâu?
    }
    .one_week = 1 tuần
    .one_month = 1 tháng
    .until_i_write = Đến khi tôi viết

anytime-paused =
    { $role ->
        [child]
            Mình hiểu rồi. Đến lúc đó sẽ im lặng.
            Muốn nói chuyện thì cứ viết nhé.
       *[other] Vâng. Đến lúc đó chúng tôi không gửi gì. Anh/chị có thể viết bất cứ lúc nào.
    }

anytime-skipped =
    { $role ->
        [child] Ừ, tuần này nghỉ nhé. Hẹn gặp lại.
       *[other] Vâng, lần này mình nghỉ.
    }

anytime-stop =
    { $role ->
        [child]
            Đã dừng rồi nhé.
            Nếu đổi ý thì chọn bên dưới.
            Để vậy thì không cần làm gì.
       *[other] Vâng, chúng tôi đã dừng gửi tin. Nếu đổi ý, hãy chọn bên dưới. Nếu để vậy thì không cần làm gì.
    }
    .stop = Cứ dừng
    .pause = Chỉ nghỉ ít lâu
    .keep = Vẫn tiếp tục

## Lời không thuộc cuộc trò chuyện nào

anytime-received =
    { $role ->
        [child]
            Cảm ơn bạn đã viết.
            Đây là trả lời tự động.
            { $open ->
                [yes] Sau đây sẽ có người đọc.
               *[no] Từ { $next_open } sẽ có người đọc.
            }
       *[other] Cảm ơn anh/chị đã viết. Đây là trả lời tự động. { $open ->
            [yes] Sau đây nhân viên sẽ đọc.
           *[no] Từ { $next_open } nhân viên sẽ đọc.
        }
    }

anytime-stopped =
    { $role ->
        [child]
            Đã dừng. Mình sẽ không nhắn trước nữa.
            Cảm ơn bạn đã đọc đến đây.

            Muốn nói chuyện lại thì gửi “bắt đầu”.
            Lúc nào quay lại cũng được.
       *[other] Đã dừng. Chúng tôi sẽ không gửi tin nữa. Cảm ơn anh/chị thời gian qua. Muốn bắt đầu lại thì gửi “bắt đầu”.
    }

## Ngôn ngữ, khi chưa hiểu

anytime-language_changed = Từ bây giờ mình nói bằng tiếng Việt.

anytime-not_understood =
    { $role ->
        [child]
            Xin lỗi, đây là tự động nên chưa hiểu.
            Bạn bấm nút bên dưới hoặc viết cách khác nhé.
       *[other] Xin lỗi, đây là tự động nên chưa hiểu. Hãy chọn bên dưới hoặc viết cách khác.
    }

anytime-lost =
    { $role ->
        [child]
            Xin lỗi, mình chưa hiểu được.
            Thử lại một lần nữa nhé?
            Hay nói chuyện với người?
       *[other] Xin lỗi, chúng tôi chưa hiểu được. Anh/chị muốn thử lại hay nói chuyện với người?
    }
    .again = Thử lại
    .person = Nói với người

## Mã trên thư

anytime-code_unknown =
    { $role ->
        [child]
            Mình không tìm thấy mã này.
            Bạn xem thư rồi viết lại nhé.

            Không có mã cũng được.
            Muốn nói chuyện với người thì bấm bên dưới.
       *[other] Xin lỗi, chúng tôi không tìm thấy mã này. Anh/chị xem thư rồi viết lại nhé. Không có mã cũng được, bấm bên dưới để gọi nhân viên.
    }

anytime-code_used =
    { $role ->
        [child]
            Mã này không dùng được nữa.
            Không sao, vẫn nói chuyện ở đây được.

            Muốn có mã mới thì gọi người ở bên dưới.
       *[other] Mã này đã dùng hoặc đã hết hạn. Anh/chị vẫn nói chuyện ở đây được. Cần mã mới thì gọi nhân viên ở bên dưới.
    }
