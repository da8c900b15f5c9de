### 会う日を決める（flows/meeting.yml）。ほかの会話から呼ばれる。
### audience: child

meeting-times =
    { $role ->
        [child]
            空いている時間だよ。
            合うところがあれば、押してね。
            選ばなくても大丈夫。
       *[other] 空いている時間です。ご都合のよいところを押してください。選ばなくてもかまいません。
    }
    .none_fits = 合う時間がない
    .not_now = 今はやめておく

meeting-booked =
    { $role ->
        [child]
            { $meeting_at }に決まったよ。
            変えたくなっても、やめたくなっても大丈夫。
            前の日に、もう一度知らせるね。
       *[other] { $meeting_at }で承りました。変更も取りやめも、いつでもできます。前日に、もう一度お知らせします。
    }
