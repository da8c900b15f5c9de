### Những từ dùng chung. Ngày giờ được ghép từ các con số khi gửi.

common-date-time =
    { $hour24 }:{ $minute2 } { $weekday ->
        [mon] thứ Hai
        [tue] thứ Ba
        [wed] thứ Tư
        [thu] thứ Năm
        [fri] thứ Sáu
        [sat] thứ Bảy
       *[sun] Chủ nhật
    }, ngày { $day } tháng { $month }

# Cho nút bấm, tối đa 20 ký tự.
common-date-time-short =
    { $weekday ->
        [mon] T2
        [tue] T3
        [wed] T4
        [thu] T5
        [fri] T6
        [sat] T7
       *[sun] CN
    } { $day }/{ $month } { $hour24 }:{ $minute2 }

# variables: any
common-service = Tsunagi { $area }

common-robot = Tsunagi (tự động)
