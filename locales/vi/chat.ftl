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

## Liên kết và mã

chat-door = Liên kết này là chìa khóa phòng của bạn.
chat-door-open = Mở phòng
chat-key-refused = Liên kết hoặc mã này không mở được. Nhân viên có thể cho bạn cái mới. Bạn cũng có thể bắt đầu mà không cần nói tên.
chat-code-have = Tôi có mã
chat-code-label = Mã
chat-code-open = Mở
chat-code-joins = Nhập mã nhân viên đã cho, họ sẽ biết đó là bạn.
chat-code-joined = Đã kết nối. Nhân viên biết đó là bạn.
chat-room-yours = Đây là phòng của bạn. Nhân viên đọc những gì bạn viết.

## Khóa bằng hình

chat-lock-title = Chạm các hình theo thứ tự
chat-lock-pictures = Các hình của khóa
chat-lock-hint = Khóa dành cho máy có người khác dùng chung. Ai không biết hình thì không mở được.
chat-lock-choose = Hãy chọn 3 hoặc 4 hình theo thứ tự.
chat-lock-count = Đã chọn { $count } hình
chat-lock-repeat = Hãy chọn lại đúng thứ tự đó.
chat-lock-differs = Có vẻ khác lúc nãy. Hãy chọn lại từ đầu.
chat-lock-back = Bỏ một hình
chat-lock-done = Xong
chat-lock-set = Khóa bằng hình
chat-lock-change = Đổi hình của khóa
chat-lock-shut = Khóa ngay
chat-lock-off = Bỏ khóa
chat-lock-is-set = Đã khóa. Sau 5 phút không dùng, phòng sẽ tự đóng.
chat-lock-is-off = Đã bỏ khóa.
chat-lock-wrong = Chưa đúng. Bạn có thể thử lại.
chat-lock-wait = Nghỉ một chút nhé. Lát nữa có thể thử lại.
chat-lock-again = Bây giờ có thể thử lại.
chat-lock-closed = Phòng này đã đóng sau nhiều lần thử. Nhân viên có thể cho bạn liên kết mới.
chat-lock-forgot = Tôi quên hình rồi
chat-lock-forgot-hint = Không sao. Nhân viên có thể tạo liên kết mới.
chat-lock-tell = Báo cho nhân viên
chat-lock-told = Đã báo cho nhân viên.
chat-lock-new = Nói chuyện không cần nói tên

## Tên các hình của khóa

chat-lock-sun = Mặt trời
chat-lock-moon = Mặt trăng
chat-lock-star = Ngôi sao
chat-lock-flower = Bông hoa
chat-lock-tree = Cái cây
chat-lock-apple = Quả táo
chat-lock-fish = Con cá
chat-lock-cat = Con mèo
chat-lock-house = Ngôi nhà
chat-lock-boat = Con thuyền
chat-lock-umbrella = Cái ô
chat-lock-ball = Quả bóng

## Gửi ảnh

chat-picture-send = Gửi ảnh
chat-picture-mine = Ảnh bạn đã gửi
chat-picture-refused = Không gửi được ảnh này. Ảnh khác có thể gửi được.

## Trang không cần JavaScript

chat-plain = Dùng trang đơn giản
chat-plain-look = Xem tin nhắn mới
chat-plain-hide = Chuyển sang trang khác. Từ màn hình này không quay lại cuộc trò chuyện được.

## Tên của ngôn ngữ này

chat-language-name = Tiếng Việt
