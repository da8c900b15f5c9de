### どの ぶんにも つかう いいかた。

common-date-time =
    { $month }がつ{ $day }にち { $weekday ->
        [mon] げつようび
        [tue] かようび
        [wed] すいようび
        [thu] もくようび
        [fri] きんようび
        [sat] どようび
       *[sun] にちようび
    } { $hour24 ->
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

# ボタンよう。20じまで。
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
