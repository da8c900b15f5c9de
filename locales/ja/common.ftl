### どの文にも使う言い方。日時は、送るときに数から組み立てる。
### $month $day $hour（0-11） $hour24 $minute $minute2（2けた） $minute_last（下1けた）, $weekday（mon…sun）, $half（am/pm）

# variables: any
common-date-time =
    { $month }月{ $day }日（{ $weekday ->
        [mon] 月
        [tue] 火
        [wed] 水
        [thu] 木
        [fri] 金
        [sat] 土
       *[sun] 日
    }）{ $hour24 ->
        [12] 昼の12
       *[other] { $half ->
            [am] 午前
           *[pm] 午後
        }{ $hour }
    }時{ $minute ->
        [0] {""}
       *[other] { $minute }分
    }

# ボタン用。20字まで。
# variables: any
common-date-time-short =
    { $month }/{ $day }（{ $weekday ->
        [mon] 月
        [tue] 火
        [wed] 水
        [thu] 木
        [fri] 金
        [sat] 土
       *[sun] 日
    }）{ $hour24 ->
        [12] 昼の12
       *[other] { $half ->
            [am] 午前
           *[pm] 午後
        }{ $hour }
    }時{ $minute ->
        [0] {""}
       *[other] { $minute }分
    }

# 同意の文で「だれがやっているか」を言う。
# variables: any
common-service = { $area }の「つなぎ」

# 自動の返事の横に出る名前。20字まで。
common-robot = つなぎ（自動）
