### Bất cứ lúc nào (flows/anytime.yml), giữa mọi cuộc trò chuyện.

## Khi nguy hiểm. Ngày hay đêm đều một lời như nhau; không hứa điều không làm được.

anytime-danger =
    { $role ->
        [child]
            Cảm ơn bạn đã nói ra.
            Bạn có thể gọi ngay các số này:
            { $hotlines }

            Nếu đang gặp nguy hiểm, hãy gọi điện nhé.
            Cảnh sát: 110. Xe cấp cứu: 119.

            Đây là trả lời tự động.
            Mình đã báo ngay cho nhân viên rồi.
            Có thể một lúc sau mới có người thật trả lời.
       *[other]
            Cảm ơn anh/chị đã nói ra. Anh/chị có thể gọi ngay các số này:
            { $hotlines }

            Nếu đang có nguy hiểm, xin hãy gọi 110 (cảnh sát) hoặc 119 (xe cấp cứu).

            Đây là trả lời tự động. Chúng tôi đã báo ngay cho nhân viên. Có thể một lúc sau mới có người thật trả lời.
    }

anytime-concern =
    { $role ->
        [child]
            Cảm ơn bạn đã nói ra.
            Chuyện này quan trọng, nhân viên cũng sẽ đọc.
            Bạn muốn viết thêm bao nhiêu cũng được.
       *[other] Cảm ơn anh/chị đã nói ra. Chuyện này quan trọng, nhân viên cũng sẽ đọc. Nếu muốn, anh/chị cứ viết tiếp.
    }

## Nói chuyện với người thật

anytime-person =
    { $role ->
        [child]
            Mình hiểu rồi, mình đã báo cho nhân viên.
            Sẽ có người thật trả lời bạn ở đây.

            Có thể mất một lúc.
            Bạn không cần làm gì cả.
       *[other] Vâng, chúng tôi sẽ chuyển cho nhân viên phụ trách. Người thật sẽ trả lời ở đây, không phải tự động. Có thể mất một lúc, anh/chị không cần làm gì.
    }

anytime-person_closed =
    { $role ->
        [child]
            Mình hiểu rồi, mình sẽ báo cho nhân viên.
            Giờ này nhân viên đang nghỉ, xin lỗi bạn nhé.
            Từ { $next_open } sẽ có người đọc.

            Trước lúc đó muốn nói chuyện, bạn có thể gọi:
            { $hotlines }
       *[other]
            Chúng tôi đã nhận được. Hiện đang ngoài giờ làm việc. Từ { $next_open } sẽ có người đọc.

            Nếu gấp, anh/chị có thể gọi các số này:
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
    .until_i_write = Đến khi mình nhắn

anytime-paused =
    { $role ->
        [child]
            Mình hiểu rồi. Từ giờ đến đó mình sẽ im lặng.
            Muốn nói chuyện thì bạn cứ nhắn nhé.
       *[other] Vâng. Từ giờ đến đó chúng tôi sẽ không gửi tin. Anh/chị có thể nhắn bất cứ lúc nào.
    }

anytime-skipped =
    { $role ->
        [child] Ừ, tuần này nghỉ nhé. Hẹn gặp lại.
       *[other] Vâng, lần này chúng ta bỏ qua nhé.
    }

anytime-stop =
    { $role ->
        [child]
            Được rồi, mình đã dừng nhắn.
            Nếu đổi ý, bạn chọn bên dưới nhé.
            Còn không thì bạn không cần làm gì.
       *[other] Vâng, chúng tôi đã dừng gửi tin. Nếu đổi ý, anh/chị chọn bên dưới. Còn không thì anh/chị không cần làm gì.
    }
    .stop = Cứ để dừng
    .pause = Chỉ tạm nghỉ thôi
    .keep = Tiếp tục nhận tin

## Lời không thuộc cuộc trò chuyện nào

anytime-received =
    { $role ->
        [child]
            Cảm ơn bạn đã nhắn.
            Đây là trả lời tự động.
            { $open ->
                [yes] Sau đó sẽ có người thật đọc.
               *[no] Từ { $next_open } sẽ có người thật đọc.
            }
       *[other] Cảm ơn anh/chị đã nhắn. Đây là trả lời tự động. { $open ->
            [yes] Sau đó nhân viên sẽ đọc.
           *[no] Từ { $next_open } nhân viên sẽ đọc.
        }
    }

anytime-arrived =
    { $role ->
        [child]
            { $sent ->
                [image] Mình đã nhận được ảnh.
                [video] Mình đã nhận được video.
                [audio] Mình đã nhận được tin nhắn thoại.
                [sticker] Mình đã nhận được nhãn dán.
                [location] Mình đã nhận được vị trí.
               *[other] Mình đã nhận được rồi.
            }
            Cảm ơn bạn đã gửi.
            Đây là trả lời tự động.
            { $open ->
                [yes] Sau đó sẽ có người thật xem.
               *[no] Từ { $next_open } sẽ có người thật xem.
            }
       *[other]
            { $sent ->
                [image] Chúng tôi đã nhận được ảnh.
                [video] Chúng tôi đã nhận được video.
                [audio] Chúng tôi đã nhận được tin nhắn thoại.
                [sticker] Chúng tôi đã nhận được nhãn dán.
                [location] Chúng tôi đã nhận được vị trí.
               *[other] Chúng tôi đã nhận được rồi.
            }
            Cảm ơn anh/chị đã gửi.
            Đây là trả lời tự động.
            { $open ->
                [yes] Sau đó nhân viên sẽ xem.
               *[no] Từ { $next_open } nhân viên sẽ xem.
            }
    }

anytime-stopped =
    { $role ->
        [child]
            Đã dừng. Mình sẽ không nhắn trước nữa.
            Cảm ơn bạn đã đọc đến đây.

            Muốn nói chuyện lại thì gửi “bắt đầu”.
            Lúc nào quay lại cũng được.
       *[other] Đã dừng. Chúng tôi sẽ không gửi tin nữa. Cảm ơn anh/chị trong thời gian qua. Muốn bắt đầu lại thì gửi “bắt đầu”.
    }

## Ngôn ngữ, khi chưa hiểu

anytime-language_changed = Từ bây giờ mình dùng tiếng Việt nhé.

anytime-not_understood =
    { $role ->
        [child]
            Xin lỗi, đây là trả lời tự động nên mình chưa hiểu.
            Bạn bấm nút bên dưới hoặc viết cách khác nhé.
       *[other] Xin lỗi, đây là trả lời tự động nên chưa hiểu được. Anh/chị chọn bên dưới hoặc viết cách khác nhé.
    }

anytime-lost =
    { $role ->
        [child]
            Xin lỗi, mình chưa hiểu được.
            Bạn muốn thử lại một lần nữa không?
            Hay nói chuyện với người thật?
       *[other] Xin lỗi, chúng tôi chưa hiểu được. Anh/chị muốn thử lại hay nói chuyện với người thật?
    }
    .again = Thử lại
    .person = Nói với người thật

## Mã trên thư

anytime-code_unknown =
    { $role ->
        [child]
            Mình không tìm thấy mã này.
            Bạn xem thư rồi viết lại nhé.

            Không có mã cũng được.
            Muốn nói với người thật thì bấm bên dưới.
       *[other] Xin lỗi, chúng tôi không tìm thấy mã này. Anh/chị xem thư rồi viết lại nhé. Không có mã cũng được, bấm bên dưới để gọi nhân viên.
    }

anytime-code_used =
    { $role ->
        [child]
            Mã này không dùng được nữa.
            Không sao, vẫn nói chuyện ở đây được.

            Muốn có mã mới thì bấm bên dưới để gọi nhân viên.
       *[other] Mã này đã dùng hoặc đã hết hạn. Anh/chị vẫn nói chuyện ở đây được. Cần mã mới thì bấm bên dưới để gọi nhân viên.
    }
