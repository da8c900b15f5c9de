### 事業をお休みするお知らせ（flows/programme_suspended.yml）。感染症や災害で、人と会えないとき。
### audience: child

# 終わりの日は約束しない。
# push: yes
programme_suspended-notice =
    { $role ->
        [child]
            自動のお知らせだよ。
            しばらくのあいだ、会う予定はお休みだよ。
            ここに文字で書くのは、いつでもいいよ。
       *[other] 自動のお知らせです。しばらくの間、お会いする予定はお休みになります。この画面での文字のやりとりは、これまでどおり続けます。
    }
    .text = 文字で話す
    .phones = 電話の窓口
    .quiet = 静かに待つ

programme_suspended-phones =
    { $role ->
        [child]
            電話で話せるところもあるよ。
            { $hotlines }
       *[other]
            お急ぎのときは、こちらもお使いください。
            { $hotlines }
    }

programme_suspended-quiet =
    { $role ->
        [child]
            わかった。また始まるときに、知らせるね。
            それまでも、いつでも書いていいよ。
       *[other] 承知しました。再開のときに、お知らせします。それまでの間も、いつでもお書きください。
    }
