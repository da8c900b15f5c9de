### Thời tiết trong lòng, mỗi tuần một lần (flows/checkin.yml). Trẻ em đọc.

checkin-mood =
    Tuần này lòng bạn giống thời tiết nào?
    Bỏ qua cũng được.
    .great = ☀️ Rất vui
    .good = 🌤 Khá ổn
    .ok = ☁️ Bình thường
    .low = 🌧 Hơi khó chịu
    .bad = ⛈ Rất khó chịu
    .skip = Bỏ qua
    .talk = Nói với người

checkin-care =
    Cảm ơn bạn đã cho biết.
    Làm thế nào thì bạn nhẹ lòng hơn?
    .talk = Nói với người
    .idea = Cách nghỉ ngơi
    .write = Viết ra
    .quiet = Để mình yên

checkin-worry =
    Cảm ơn bạn đã nói ra.
    Mình sẽ báo cho nhân viên phụ trách của bạn.
    Từ { $next_open } sẽ có người trả lời.

    Trước đó, bạn cũng có thể gửi “nói chuyện với người”.
    Khó chịu thì không cần phải chịu đựng.

checkin-how_week =
    Bạn có điều gì muốn viết lại không?
    Một câu hay một biểu tượng cũng được.
    .nothing = Không có gì
    .talk = Nói với người

checkin-tip =
    Một cách nghỉ ngơi nho nhỏ:
    { $text }

checkin-thanks =
    Cảm ơn bạn, mình nhận được rồi.
    Hẹn gặp lại.

checkin-skipped = Ừ. Bỏ qua cũng là một câu trả lời tốt.
