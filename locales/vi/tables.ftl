### Chữ trong các bảng (flows/tables/*.csv). Thẻ: tiêu đề tối đa 40 ký tự, nội dung tối đa 60.

## Nơi chốn

place-room = Không camera, không tên. Chỉ xem, ra giữa chừng cũng được.
    .title = Phòng trên mạng

place-game_talk = Mười phút nói chuyện trò chơi. Nhiều bạn chỉ nghe.
    .title = Phòng nói chuyện trò chơi

place-one_to_one = Mỗi tuần một lần với cùng một người. Không cần chủ đề.
    .title = Nói chuyện riêng

place-learning = Đọc, học hay nghỉ đều được. Đến và về lúc nào tùy bạn.
    .title = Nơi học và nghỉ gần nhà

place-parent_talk = Phụ huynh gặp nhau mỗi tháng. Không camera, chỉ nghe.
    .title = Buổi gặp phụ huynh

place-parent_consult = Về con hay về anh/chị. Chưa sắp xếp cũng không sao.
    .title = Trò chuyện riêng

place-parent_visit = Phụ huynh đến xem trước, hoặc đi cùng con.
    .title = Tham quan

## Cách nghỉ ngơi nho nhỏ

tip-breath =
    Thở ra thật chậm, thật dài. Ba lần.
    Hít vào thì để cơ thể tự lo.

tip-sky =
    Nhìn bầu trời mười giây.
    Qua cửa sổ cũng được, ban đêm cũng được.

tip-music =
    Mở một bài hát mình thích.
    Không cần hát, chỉ nghe cũng hay.

tip-warm =
    Uống một ngụm đồ ấm.
    Nước nóng hay ca cao đều được.

tip-one_thing =
    Viết một điều hôm nay không tệ.
    “Bánh ngon” là đủ rồi.

tip-parent_rest = Năm phút cho riêng mình. Một tách trà hay chút không khí ngoài trời là đủ.

tip-parent_sleep = Ngày đêm đảo lộn là chuyện rất thường. Không cần vội sửa. Ngủ được là tốt rồi.

tip-parent_small = Bữa tối, chương trình tivi: một chuyện nhỏ không liên quan đến trường. Dù không có câu trả lời, con vẫn nghe thấy.

tip-parent_tell = Không cần gánh một mình. Gửi “nói chuyện với người” thì nhân viên sẽ trả lời.

## Xem thử (tables/peeks.csv)

peek-room =
    Vào không cần chào hỏi.
    Lúc đầu nhiều bạn chỉ xem thôi.
    Ra về không nói gì cũng được.

peek-game_talk =
    Nhân viên đang nói chuyện trò chơi.
    Có bạn chỉ vào gửi sticker.

peek-one_to_one =
    Qua màn hình, chỉ có bạn và một nhân viên.
    Hôm nào không nói gì cũng được.

peek-learning =
    Có chỗ ngồi trong góc, có cả ghế dài.
    Không làm gì rồi về cũng được.

## Lời nhắn không cần trả lời (tables/postcards.csv). Hiện cả khi khóa màn hình.

postcard-cat =
    Mèo ngủ hơn nửa ngày.
    Với mèo thì đó là bình thường.

postcard-moon =
    Ban ngày đôi khi cũng thấy trăng.
    Trăng trắng, mờ mờ.

postcard-penguin =
    Chim cánh cụt cũng có đầu gối.
    Chỉ là giấu bên trong thôi.

postcard-noodles =
    Ba phút chờ mì ly thấy dài thật.
    Ngắm màu nước dùng là hết ngay.

postcard-rain =
    Nghe tiếng mưa, nhiều người buồn ngủ.
    Hợp với ngày không làm gì cả.

postcard-cloud =
    Không có hai đám mây nào giống hệt nhau.
    Nên bầu trời lúc nào cũng mới.

postcard-octopus =
    Bạch tuộc có ba trái tim.
    Và tám chân. Chắc bận lắm.

postcard-bread =
    Mùi bánh mì đổi theo độ nướng.
    Có người lại thích để trắng.

## Thông tin cho phụ huynh (tables/guides.csv)

guide-school_costs = Hỗ trợ đi học (就学援助): thành phố giúp tiền đồ dùng, bữa trưa... Giữa năm có khi vẫn đăng ký được. Hỏi tại ủy ban giáo dục của thành phố.

guide-single_parent = Gia đình đơn thân có trợ cấp nuôi con (児童扶養手当) và hỗ trợ y tế. Khi hoàn cảnh thay đổi, hãy hỏi tại quầy của thành phố.

guide-high_school = Học phí trung học phổ thông có hỗ trợ của nhà nước (就学支援金) và học bổng của tỉnh (奨学給付金). Khoản sau không phải trả lại.

guide-places = Ngoài trường còn có trung tâm hỗ trợ giáo dục và nơi học không mất tiền. Có nơi chỉ tham quan, hoặc phụ huynh đi một mình cũng được.

guide-attendance = Học ngoài trường hay trên mạng có khi được hiệu trưởng tính là có mặt. Khi nói chuyện với trường, chúng tôi có thể giúp.

guide-rest = Luật cũng ghi rằng có lúc cần nghỉ ngơi. Nghỉ không phải lỗi của ai.

guide-visits = Việc đến nhà hay gặp mặt có thể đổi ngày, rút ngắn hoặc từ chối. Từ chối rồi vẫn dùng nơi này như trước.

guide-records = Điều viết ở đây không được đưa cho trường hay cơ quan khi chưa đồng ý, trừ khi nguy hiểm đến tính mạng hay sức khỏe. Muốn xem hồ sơ, hãy nói với chúng tôi.

## Điện thoại (flows/tables/hotlines.csv), tên trước số

hotline-sos24 = SOS trẻ em 24 giờ (tiếng Nhật)

hotline-childline = Childline, đến 18 tuổi (tiếng Nhật)

hotline-abuse189 = Trung tâm trẻ em, khi có người bị đánh, bị hại

hotline-rights_child = Quyền trẻ em (tiếng Nhật)

hotline-police = Cảnh sát, khi đang nguy hiểm

hotline-ambulance = Xe cấp cứu, cứu hỏa
