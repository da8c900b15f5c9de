NAME-ask =
    Hôm nay bạn thấy thế nào?
    Không trả lời cũng được.
    .good = Ổn
    .talk = Nói với người thật

NAME-nudge = Khi nào tiện, bạn cứ chọn nhé.

NAME-thanks = Cảm ơn bạn đã cho biết.

NAME-person =
    Vâng, chúng tôi đã báo cho nhân viên.
    Sẽ có người trả lời bạn ở đây.

NAME-person_closed =
    Vâng, chúng tôi sẽ báo cho nhân viên.
    Từ { $next_open } sẽ có người đọc tin của bạn.

    Nếu muốn nói chuyện trước đó, bạn có thể gọi:
    { $hotlines }
