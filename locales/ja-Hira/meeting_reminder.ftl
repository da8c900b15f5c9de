### あうひの まえの ひの おしらせ。

meeting_reminder-confirm =
    { $role ->
        [child]
            じどうの おしらせだよ。
            { $meeting_at }に、やくそくが あるよ。
            かえても、やすんでも いいよ。
       *[other]
            じどうの おしらせです。
            { $meeting_at }に、やくそくが あります。
            かえることも、やすむことも できます。
    }
    .coming = だいじょうぶ
    .change = ほかの ひに
    .cannot = こんかいは やすむ
    .worried = ちょっと ふあん

meeting_reminder-see_you =
    { $role ->
        [child]
            ありがとう。
            また、{ $meeting_at }にね。
            そのひに かえても だいじょうぶ。
       *[other]
            ありがとうございます。
            { $meeting_at }に おあいしましょう。
            そのひに かえても だいじょうぶです。
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            わかった。スタッフに つたえるね。
            おしえてくれて、ありがとう。
       *[other]
            わかりました。スタッフに つたえます。
            おしえてくださって、ありがとうございます。
    }

meeting_reminder-another_day =
    { $role ->
        [child]
            ほかの ひを、えらんでおく？
            いまじゃ なくても いいよ。
       *[other]
            ほかの ひを、えらびますか。
            いまで なくても かまいません。
    }
    .choose = ほかの ひに
    .not_now = いまは いい
    .talk = ひとと はなす

meeting_reminder-rest =
    { $role ->
        [child]
            わかった。
            きが むいたら、いつでも かいてね。
       *[other]
            わかりました。
            きが むいたら、いつでも かいてください。
    }
