### どの 文（ぶん）にも 使（つか）う 言（い）い方（かた）。

common-date-time =
    { $month }月（がつ）{ $day }日（にち） { $weekday ->
        [mon] 月曜日（げつようび）
        [tue] 火曜日（かようび）
        [wed] 水曜日（すいようび）
        [thu] 木曜日（もくようび）
        [fri] 金曜日（きんようび）
        [sat] 土曜日（どようび）
       *[sun] 日曜日（にちようび）
    } { $hour24 ->
        [12] 昼（ひる）の 12
       *[other] { $half ->
            [am] 午前（ごぜん）
           *[pm] 午後（ごご）
        }{ $hour }
    }時（じ）{ $minute ->
        [0] {""}
       *[other] { $minute }{ $minute_last ->
            [2] 分（ふん）
            [5] 分（ふん）
            [7] 分（ふん）
            [9] 分（ふん）
           *[other] 分（ぷん）
        }
    }

# ボタン用（よう）。20字（じ）まで。
common-date-time-short =
    { $month }/{ $day }（{ $weekday ->
        [mon] げつ
        [tue] か
        [wed] すい
        [thu] もく
        [fri] きん
        [sat] ど
       *[sun] にち
    }）{ $hour24 ->
        [12] ひるの12
       *[other] { $half ->
            [am] ごぜん
           *[pm] ごご
        }{ $hour }
    }じ{ $minute ->
        [0] {""}
       *[other] { $minute }{ $minute_last ->
            [2] ふん
            [5] ふん
            [7] ふん
            [9] ふん
           *[other] ぷん
        }
    }

# variables: any
common-service = { $area }の 「つなぎ」

common-robot = つなぎ（じどう）
