### 事業を再び始めるお知らせ（flows/programme_resumed.yml）
### audience: child

# push: yes
programme_resumed-notice =
    { $role ->
        [child]
            自動のお知らせだよ。
            会う予定が、また始められるようになったよ。
            急がなくて大丈夫。
       *[other] 自動のお知らせです。お会いする予定を、また始められるようになりました。お急ぎになる必要はありません。
    }
    .meet = 会う日を選ぶ
    .look = 場所を見る
    .later = また今度
    .talk = 人と話す

programme_resumed-later =
    { $role ->
        [child] うん、また今度ね。いつでも書いてね。
       *[other] 承知しました。また今度で大丈夫です。いつでもお書きください。
    }
