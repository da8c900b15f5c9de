### 会う日の前の日のお知らせ（flows/meeting_reminder.yml）
### audience: child

# push: yes
meeting_reminder-confirm =
    { $role ->
        [child]
            自動のお知らせだよ。
            { $meeting_at }に、約束があるよ。
            変えてもいいし、休んでもいいよ。
       *[other] 自動のお知らせです。{ $meeting_at }に、お約束があります。変更も、お休みもできます。
    }
    .coming = 大丈夫
    .change = ほかの日に
    .cannot = 今回は休む
    .worried = ちょっと不安

meeting_reminder-see_you =
    { $role ->
        [child]
            ありがとう。{ $meeting_at }にね。
            その日に気が変わっても大丈夫だよ。
       *[other] ありがとうございます。{ $meeting_at }にお会いできるのを楽しみにしています。当日のご変更も大丈夫です。
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            わかった。休むことを、スタッフに伝えるね。
            教えてくれて、ありがとう。
       *[other] 承知しました。お休みのことを、担当に伝えます。教えてくださって、ありがとうございます。
    }

meeting_reminder-another_day =
    { $role ->
        [child] ほかの日を、選んでおく？ 今じゃなくてもいいよ。
       *[other] ほかの日をお選びになりますか。今でなくてもかまいません。
    }
    .choose = ほかの日に
    .not_now = 今はいい
    .talk = 人と話す

meeting_reminder-rest =
    { $role ->
        [child] わかった。気が向いたら、いつでも書いてね。
       *[other] 承知しました。お気持ちが向いたら、いつでもお書きください。
    }
