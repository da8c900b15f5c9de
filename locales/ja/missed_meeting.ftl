### 会えなかった日のあとに（flows/missed_meeting.yml）。会えなかったことにはふれない。
### audience: child

# push: yes
missed_meeting-open_door =
    { $role ->
        [child]
            自動のお知らせだよ。
            会う日は、いつでも選びなおせるよ。
            選ばなくても大丈夫。
       *[other] 自動のお知らせです。お会いする日は、いつでも選びなおせます。お選びにならなくても大丈夫です。
    }
    .choose = 選んでみる
    .later = また今度
    .talk = 人と話す

missed_meeting-later =
    { $role ->
        [child] うん、また今度ね。いつでも書いてね。
       *[other] 承知しました。また今度で大丈夫です。いつでもお書きください。
    }
