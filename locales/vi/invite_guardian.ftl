### Lời mời cho phụ huynh (flows/invite_guardian.yml). Trước hết là điều có ích, không trách ai.

invite_guardian-topics = Cảm ơn anh/chị. Chúng tôi tóm tắt ngắn gọn những thông tin có ích. Quan tâm mục nào thì bấm vào. Chỉ xem thôi cũng được.
    .money = Chi phí
    .learning = Học tập
    .rights = Quyền lợi
    .talk = Nói với người

invite_guardian-guide = { $text }

invite_guardian-after_guide = Anh/chị muốn xem thêm không? Đến đây thôi cũng được.
    .more = Thông tin khác
    .places = Xem các nơi
    .talk = Nói với người
    .enough = Đến đây thôi

invite_guardian-enough = Vâng. Mong là có ích khi anh/chị cần. Gửi “nói chuyện với người” thì lúc nào cũng có người tiếp.

invite_guardian-look = Có những nơi sau đây. Quan tâm thì bấm vào. Chỉ xem thôi cũng được.
    .meet = Gặp thử
    .ask = Hỏi nhân viên

invite_guardian-gathering = Xin chào, đây là tin tự động của { $service }. Mỗi tháng một lần, những phụ huynh cùng hoàn cảnh trò chuyện thoải mái với nhau. Không camera, không tên, chỉ nghe cũng được.
    .join = Muốn tham gia
    .not_now = Lần này thôi
    .talk = Hỏi nhân viên

invite_guardian-join = Cảm ơn anh/chị. Nhân viên sẽ báo ngày giờ và cách vào ở đây. Đổi ý cũng không sao.

invite_guardian-not_now = Vâng, cảm ơn anh/chị đã cho biết. Chúng tôi sẽ im lặng một thời gian.

invite_guardian-news = Xin chào, đây là tin tự động của { $service }. Gửi anh/chị một thông tin có ích cho cuộc sống. Không cần trả lời.
    .read = Đọc thử
    .not_now = Lần này thôi
    .talk = Nói với người
    .stop = Không cần nữa

invite_guardian-stopped = Vâng, chúng tôi sẽ không gửi tin nữa. Cảm ơn anh/chị đã cho biết. Muốn bắt đầu lại thì gửi “bắt đầu”.
