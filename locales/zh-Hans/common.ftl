### 各处共用的说法。日期在发送时由数字拼成。

common-date-time =
    { $month }月{ $day }日（{ $weekday ->
        [mon] 周一
        [tue] 周二
        [wed] 周三
        [thu] 周四
        [fri] 周五
        [sat] 周六
       *[sun] 周日
    }）{ $hour24 ->
        [12] 中午12
       *[other] { $half ->
            [am] 上午
           *[pm] 下午
        }{ $hour }
    }点{ $minute ->
        [0] {""}
       *[other] { $minute2 }分
    }

# 按钮用，最多20个字。
common-date-time-short =
    { $month }/{ $day }（{ $weekday ->
        [mon] 周一
        [tue] 周二
        [wed] 周三
        [thu] 周四
        [fri] 周五
        [sat] 周六
       *[sun] 周日
    }）{ $hour24 }:{ $minute2 }

# variables: any
common-service = { $area }的“Tsunagi”

common-robot = Tsunagi（自动回复）
