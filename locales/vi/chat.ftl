### Trang trò chuyện. Tiêu đề phải vô hại khi người khác nhìn thấy.

## Trang

chat-title = Tin nhắn
chat-heading = { $service }
chat-about = Điều gì không muốn trả lời thì không cần trả lời.
chat-start = Bắt đầu
chat-loading = Đang mở…

## Viết và gửi

chat-input-label = Viết tin nhắn
chat-input-placeholder = Viết ở đây
chat-send = Gửi
chat-sending = Đang gửi…
chat-sent = Đã gửi
chat-failed = Chưa gửi được. Những gì đã viết vẫn còn đây.
chat-retry = Gửi lại
chat-discard = Không gửi nữa
chat-too-long = Hơi dài một chút. Hãy gửi thành hai lần nhé.

## Ẩn

chat-hide = Ẩn đi
chat-hide-hint = Chuyển ngay sang trang khác và xóa cuộc trò chuyện khỏi màn hình.
chat-hide-key = Bấm phím Esc hai lần cũng ẩn được.

## Kết nối

chat-offline = Đang mất mạng. Khi có mạng lại, tin đã viết sẽ được gửi đi.
chat-reconnecting = Đang kết nối lại…
chat-online = Đã kết nối lại
chat-gone = Trang đã đóng vì một thời gian không được dùng.

## Ai đang nói

chat-automatic = Trả lời tự động
chat-person = { $person } (nhân viên)
chat-person-unnamed = Nhân viên
chat-you = Bạn
chat-now-person = Từ đây, người thật sẽ trả lời.
chat-now-waiting = Đã báo cho nhân viên. Sẽ có người thật trả lời.
chat-now-automatic = Từ đây là trả lời tự động.

## Xem tiếp

chat-resume = Có thể tiếp tục từ lần trước.
chat-resume-continue = Xem tiếp
chat-resume-new = Bắt đầu lại
chat-keep-on = Cho phép xem tiếp trên máy này
chat-keep-off = Xóa khỏi máy này khi đóng

## Ngôn ngữ

chat-language = Ngôn ngữ
chat-kana-on = Chỉ hiragana
chat-kana-off = Trở lại kanji

## Điện thoại

chat-hotlines = Khi muốn nói chuyện ngay
chat-hotlines-emergency = Gặp nguy hiểm? Gọi 110 (cảnh sát) hoặc 119 (cấp cứu).
chat-hotlines-more = Xem các số khác

## Cho trình đọc màn hình

chat-log-label = Các tin nhắn trước
chat-choices-label = Các câu trả lời để chọn
chat-cards-label = Thẻ giới thiệu
chat-new-message = Có tin nhắn mới
chat-picture = Hình ảnh
chat-video = Video
chat-video-play = Xem video
chat-skip = Đến chỗ viết
chat-close = Đóng
chat-menu = Menu

## Thông báo (cũng hiện khi khóa màn hình)

chat-notice = Bạn có một thông báo

## Khi không dùng được

chat-no-script = Trang này cần JavaScript. Nếu không bật được, hãy gọi các số bên dưới.
chat-not-found = Không tìm thấy trang này.
chat-trouble = Chưa mở được. Hãy thử lại sau một lát nhé.
chat-embed-open = Mở trò chuyện
chat-embed-close = Đóng trò chuyện

## Thu hồi

chat-unsend = Thu hồi
chat-unsent = Đã thu hồi
chat-chosen = câu trả lời đã chọn

## Trang hiện ra sau khi “Ẩn đi”

chat-exit-title = Lịch
chat-exit-days = CN T2 T3 T4 T5 T6 T7

## Tên của ngôn ngữ này

chat-language-name = Tiếng Việt
