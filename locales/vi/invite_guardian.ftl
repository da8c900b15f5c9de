### Lời mời cho phụ huynh (flows/invite_guardian.yml). Trước hết là điều có ích, không trách ai.

invite_guardian-topics = Cảm ơn anh/chị. Chúng tôi đã tóm tắt những thông tin có ích cho cuộc sống. Anh/chị quan tâm mục nào thì bấm vào. Chỉ xem thôi cũng được.
    .money = Chi phí
    .learning = Học tập
    .rights = Quyền lợi
    .talk = Nói với người thật

invite_guardian-guide = { $text }

invite_guardian-after_guide = Anh/chị muốn xem thêm không? Đến đây thôi cũng được.
    .more = Thông tin khác
    .places = Xem các nơi
    .talk = Nói với người thật
    .enough = Đến đây thôi

invite_guardian-enough = Vâng. Mong rằng sẽ có ích khi anh/chị cần. Lúc nào gửi “nói với người thật”, chúng tôi cũng chuyển cho nhân viên.

invite_guardian-look = Có những nơi sau đây. Anh/chị quan tâm nơi nào thì bấm vào. Chỉ xem thôi cũng được.
    .meet = Gặp một lần
    .ask = Hỏi nhân viên

invite_guardian-gathering = Xin chào, đây là tin tự động của { $service }. Mỗi tháng một lần, những người cùng hoàn cảnh trò chuyện thoải mái với nhau. Không cần camera, không cần tên, chỉ nghe cũng được.
    .join = Muốn tham gia
    .not_now = Lần này thì không
    .talk = Hỏi nhân viên

invite_guardian-join = Cảm ơn anh/chị. Nhân viên sẽ báo ngày giờ và cách tham gia ở đây. Đổi ý cũng không sao.

invite_guardian-not_now = Vâng, cảm ơn anh/chị đã cho biết. Chúng tôi sẽ im lặng một thời gian.

invite_guardian-news = Xin chào, đây là tin tự động của { $service }. Xin gửi anh/chị một thông tin có ích cho cuộc sống. Không cần trả lời.
    .read = Đọc thử
    .not_now = Lần này thì không
    .talk = Nói với người thật
    .stop = Không cần nữa

invite_guardian-stopped = Vâng, chúng tôi sẽ không gửi tin nữa. Cảm ơn anh/chị đã cho biết. Muốn bắt đầu lại thì gửi “bắt đầu”.
