### Chữ trong các bảng (flows/tables/*.csv). Thẻ: tiêu đề tối đa 40 ký tự, nội dung tối đa 60.

## Nơi chốn

place-room = Không cần camera hay tên. Chỉ xem, ra lúc nào cũng được.
    .title = Phòng trên mạng

place-game_talk = Mười phút nói chuyện về game. Nhiều bạn chỉ nghe thôi.
    .title = Phòng nói chuyện về game

place-one_to_one = Mỗi tuần một lần với cùng một nhân viên. Nói gì cũng được.
    .title = Nói chuyện riêng

place-learning = Đọc, học hay nghỉ đều được. Đến và về lúc nào tùy bạn.
    .title = Nơi học và nghỉ gần nhà

place-parent_talk = Mỗi tháng một lần. Không cần camera, chỉ nghe cũng được.
    .title = Buổi gặp phụ huynh

place-parent_consult = Chuyện của con hay của anh/chị. Chưa rõ ràng cũng được.
    .title = Tư vấn riêng

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
    Không cần hát, chỉ nghe cũng được.

tip-warm =
    Uống một ngụm đồ ấm.
    Nước nóng hay ca cao đều được.

tip-one_thing =
    Viết một điều hôm nay không tệ.
    “Bánh ngon” là đủ rồi.

tip-parent_rest = Năm phút cho riêng mình. Một tách trà hay chút không khí ngoài trời là đủ.

tip-parent_sleep = Ngày đêm đảo lộn là chuyện rất thường. Không cần vội sửa. Ngủ được là tốt rồi.

tip-parent_small = Bữa tối, chương trình tivi: một chuyện nhỏ không liên quan đến trường. Dù không có câu trả lời, con vẫn nghe thấy.

tip-parent_tell = Anh/chị không cần gánh một mình. Gửi “nói với người thật” thì nhân viên sẽ trả lời.

## Xem thử (tables/peeks.csv)

peek-room =
    Vào không cần chào hỏi.
    Lúc đầu nhiều bạn chỉ xem thôi.
    Ra về không nói gì cũng được.

peek-game_talk =
    Nhân viên nói chuyện về game.
    Có bạn vào chỉ gửi sticker thôi.

peek-one_to_one =
    Qua màn hình, chỉ có bạn và một nhân viên.
    Hôm nào không nói gì cũng được.

peek-learning =
    Có chỗ ngồi trong góc, có cả ghế sofa.
    Có hôm không làm gì rồi về cũng được.

## Lời nhắn không cần trả lời (tables/postcards.csv). Hiện cả khi khóa màn hình.

postcard-cat =
    Mèo ngủ hơn nửa ngày.
    Với mèo thì đó là bình thường.

postcard-moon =
    Ban ngày đôi khi cũng thấy trăng.
    Trăng trắng, mờ mờ.

postcard-penguin =
    Chim cánh cụt cũng có đầu gối.
    Chỉ là nằm ẩn bên trong thôi.

postcard-noodles =
    Ba phút chờ mì ly thấy dài thật.
    Ngắm màu nước dùng là hết giờ ngay.

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
    Có người lại thích bánh chưa nướng.

## Thông tin cho phụ huynh (tables/guides.csv)

guide-school_costs = Hỗ trợ đi học (就学援助): thành phố, thị trấn giúp tiền đồ dùng học tập, bữa trưa... Giữa năm có khi vẫn đăng ký được. Nơi hỏi: ủy ban giáo dục (教育委員会).

guide-single_parent = Gia đình đơn thân có trợ cấp nuôi con (児童扶養手当) và hỗ trợ chi phí y tế. Khi hoàn cảnh thay đổi, có thể hỏi tại tòa thị chính.

guide-high_school = Học phí trung học phổ thông có hỗ trợ của nhà nước (就学支援金) và trợ cấp của tỉnh (奨学給付金). Tiền trợ cấp này không phải trả lại.

guide-places = Ngoài trường còn có trung tâm hỗ trợ giáo dục (教育支援センター) và những nơi học không mất tiền. Có nơi cho tham quan, hoặc chỉ phụ huynh đến cũng được.

guide-attendance = Học ngoài trường hay trên mạng có khi được hiệu trưởng tính là có mặt (出席扱い). Khi anh/chị nói chuyện với trường, chúng tôi có thể cùng tham gia.

guide-rest = Luật (教育機会確保法) cũng ghi rằng có lúc cần nghỉ ngơi. Nghỉ không phải là lỗi của ai cả.

guide-visits = Việc đến nhà hay gặp mặt có thể đổi ngày, rút ngắn hoặc từ chối. Dù từ chối, anh/chị vẫn dùng kênh chat này như trước.

guide-records = Điều viết ở đây không được đưa cho trường hay cơ quan khi anh/chị chưa đồng ý, trừ khi có nguy hiểm đến tính mạng hay sức khỏe. Muốn xem hồ sơ, hãy nói với chúng tôi.

## Điện thoại (flows/tables/hotlines.csv), tên trước số

hotline-sos24 = Đường dây SOS trẻ em 24 giờ (tiếng Nhật)

hotline-childline = Childline, đến 18 tuổi (tiếng Nhật)

hotline-abuse189 = Trung tâm tư vấn trẻ em (khi bị đánh, khi sợ)

hotline-rights_child = Đường dây quyền trẻ em (tiếng Nhật)

hotline-police = Cảnh sát, khi đang gặp nguy hiểm

hotline-ambulance = Xe cấp cứu, cứu hỏa
