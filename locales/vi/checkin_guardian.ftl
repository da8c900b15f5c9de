### Thăm hỏi mỗi tháng một lần (flows/checkin_guardian.yml). Phụ huynh đọc.

checkin_guardian-mood = Xin chào, đây là tin tự động của { $service }. Dạo này tâm trạng của chính anh/chị giống thời tiết nào? Bỏ qua cũng được.
    .great = ☀️ Rất tốt
    .good = 🌤 Khá ổn
    .ok = ☁️ Bình thường
    .low = 🌧 Hơi nặng nề
    .bad = ⛈ Rất nặng nề
    .skip = Bỏ qua
    .talk = Nói với người thật

checkin_guardian-need = Cảm ơn anh/chị đã cho biết. Bây giờ điều gì sẽ giúp anh/chị nhẹ lòng hơn?
    .talk = Nói với người thật
    .guide = Đọc thông tin
    .write = Viết ra
    .quiet = Muốn yên tĩnh

checkin_guardian-guide = { $text }

checkin_guardian-note = Nếu có điều muốn ghi lại, chỉ cần một câu thôi. Về anh/chị hay về con đều được.
    .nothing = Không có gì
    .talk = Nói với người thật

checkin_guardian-worry =
    Cảm ơn anh/chị đã nói ra. Chúng tôi sẽ báo cho nhân viên phụ trách. Từ { $next_open } sẽ có người thật trả lời.

    Trước đó, anh/chị cũng có thể gửi “nói với người thật”.

checkin_guardian-gathering = Cảm ơn anh/chị. Mỗi tháng có một buổi phụ huynh trò chuyện với nhau, anh/chị có muốn tham gia không? Không cần bật camera, chỉ nghe cũng được.
    .join = Muốn tham gia
    .not_now = Lần này thì không
    .talk = Hỏi nhân viên

checkin_guardian-join = Cảm ơn anh/chị. Nhân viên sẽ báo ngày giờ và cách tham gia ở đây. Đổi ý cũng không sao.

checkin_guardian-thanks = Cảm ơn anh/chị, chúng tôi đã nhận được. Anh/chị nhắn lúc nào cũng được.

checkin_guardian-skipped = Vâng. Bỏ qua cũng là một câu trả lời.
