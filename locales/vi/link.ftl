### Nối phòng trên web với LINE.

## Trong phòng

link-continue = Tiếp tục trên LINE
link-come = Bạn đến từ tin nhắn trên LINE. Có thể nối phòng này với LINE.
link-join = Nối với LINE
link-no-room = Ở đây chưa có phòng của bạn. Hãy mở phòng, rồi bấm lại tin nhắn nhé.

## Trang trước LINE

link-lead =
    Trang sau là của LINE.
    Khi đã nối, bạn có thể nói chuyện trên LINE nữa. Nhân viên sẽ biết là cùng một người.

    Nếu người khác cũng dùng điện thoại này, họ có thể thấy thông báo của LINE.
link-go = Đến LINE
link-back = Về phòng
link-often = Hãy nghỉ một chút rồi thử lại nhé.
link-early = Hãy nói chuyện một chút trong phòng trước. Sau đó có thể nối.

## Trang sau LINE

link-joined = Đã nối với LINE. Bạn có thể nói tiếp trên LINE.
link-friend = Đã nối. Khi thêm bạn trên LINE, bạn có thể nói tiếp ở đó.
link-declined = Chưa nối gì cả. Bạn vẫn nói chuyện trong phòng như trước.
link-stale = Có lẽ đã hết thời gian, hoặc mở ở màn hình khác. Có thể thử lại từ phòng.
link-unproven = LINE chưa xác nhận được. Có thể thử lại từ phòng.
link-apart = Không nối được LINE này ở đây. Hãy nói với nhân viên, mình sẽ cùng nghĩ cách.
link-away = Chưa kết nối được LINE. Hãy thử lại sau một lát nhé.
link-none = Bây giờ chưa thể sang LINE từ đây. Bạn có thể nói chuyện trong phòng.

## Đọc trên LINE

link-done = Đã nối với phòng trên web. Ở đây cũng có thể nói tiếp.
link-failed = Chưa nối được. Phòng vẫn dùng như trước. Nhân viên có thể gửi tin mới.
link-invite =
    Có thể nối phòng trên web với LINE này.
    Hãy mở trong 10 phút, trên thiết bị bạn dùng để vào phòng.
    { $address }
