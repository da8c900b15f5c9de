### Lời mời cho trẻ (flows/invite_child.yml). Những lời nhắn không cần trả lời, thật nhẹ nhàng.
### Không nói chuyện trường học hay chuyện buồn; ai nhìn thấy cũng không sao.

## Nơi chốn

invite_child-look =
    Cảm ơn bạn. Có vài nơi thế này.
    Chỉ xem thôi cũng được.
    .peek = Xem thử
    .meet = Gặp một lần
    .ask = Hỏi nhân viên

invite_child-peek =
    Vào trong thì đại khái thế này:
    { $text }

invite_child-film =
    Có một video ngắn nữa.
    Tắt tiếng hay xem nửa chừng cũng được.

invite_child-meet =
    Bạn có muốn gặp nhân viên một lần không?
    Qua màn hình, không lộ mặt cũng được.
    Không phải bây giờ cũng không sao.
    .meet = Gặp một lần
    .not_now = Bây giờ thì chưa
    .talk = Hỏi nhân viên trước

## Lời nhắn nhỏ

invite_child-two_ways =
    Một câu hỏi vui tự động, chọn sao cũng được.
    Cơm nắm nhân cá ngừ hay mơ muối?
    Không chọn cũng được.
    .tuna = Cá ngừ
    .plum = Mơ muối
    .both = Cả hai
    .skip = Bỏ qua

invite_child-two_ways_thanks =
    À, ra vậy. Cảm ơn bạn đã cho biết.
    Rong biển mềm hay giòn đều ngon.

invite_child-postcard =
    Một lời nhắn nhỏ tự động.
    Không cần trả lời.

    { $text }

invite_child-room =
    Có phòng nói chuyện về game và những điều mình thích.
    Không cần camera, không cần tên. Chỉ nghe cũng được.
    Ra giữa chừng cũng không sao.
    .meet = Vào thử
    .not_now = Bây giờ thì chưa
    .talk = Hỏi nhân viên
    .stop = Không cần nữa

invite_child-not_now =
    Mình hiểu rồi, cảm ơn bạn đã cho biết.
    Mình sẽ im lặng một thời gian.

invite_child-stopped =
    Mình hiểu rồi, sẽ không nhắn trước nữa.
    Cảm ơn bạn đã cho biết.

    Muốn nói chuyện thì gửi “bắt đầu”.
    Lúc nào quay lại cũng được.
