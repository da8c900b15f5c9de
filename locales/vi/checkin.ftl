### Thời tiết trong lòng, mỗi tuần một lần (flows/checkin.yml). Trẻ em đọc.

checkin-mood =
    Tuần này tâm trạng bạn giống thời tiết nào?
    Bỏ qua cũng được.
    .great = ☀️ Rất vui
    .good = 🌤 Khá ổn
    .ok = ☁️ Bình thường
    .low = 🌧 Hơi tệ
    .bad = ⛈ Rất tệ
    .skip = Bỏ qua
    .talk = Nói với người thật

checkin-care =
    Cảm ơn bạn đã cho biết.
    Điều gì sẽ giúp bạn nhẹ lòng hơn?
    .talk = Nói với người thật
    .idea = Cách nghỉ ngơi
    .write = Viết ra
    .quiet = Muốn yên tĩnh

checkin-worry =
    Cảm ơn bạn đã nói ra.
    Mình sẽ báo cho nhân viên phụ trách.
    Từ { $next_open } sẽ có người thật trả lời.

    Trước đó, bạn cũng có thể gửi “nói với người thật”.
    Khi thấy khổ, bạn không cần cố chịu đâu.

checkin-how_week =
    Bạn có điều gì muốn ghi lại không?
    Một câu hay một emoji cũng được.
    .nothing = Không có gì
    .talk = Nói với người thật

checkin-tip =
    Một cách nghỉ ngơi nho nhỏ:
    { $text }

checkin-thanks =
    Cảm ơn bạn, mình nhận được rồi.
    Hẹn gặp lại.

checkin-skipped = Ừ. Bỏ qua cũng là một câu trả lời hay.
