### 会（あ）う 日（ひ）の お知（し）らせ（flows/meeting_reminder.yml）

meeting_reminder-confirm =
    { $role ->
        [child]
            自動（じどう）の お知（し）らせです。
            { $meeting_at }に 会（あ）う 約束（やくそく）です。
            変（か）えても、休（やす）んでも いいです。
       *[other] 自動（じどう）の お知（し）らせです。{ $meeting_at }に 会（あ）う 約束（やくそく）です。変（か）えても、休（やす）んでも いいです。
    }
    .coming = だいじょうぶ
    .change = ほかの ひに
    .cannot = こんかいは やすむ
    .worried = すこし しんぱい

meeting_reminder-see_you =
    { $role ->
        [child]
            ありがとう ございます。{ $meeting_at }に 会（あ）いましょう。
            その 日（ひ）に 気持（きも）ちが 変（か）わっても いいです。
       *[other] ありがとう ございます。{ $meeting_at }に 会（あ）いましょう。その 日（ひ）に 変（か）えても いいです。
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            わかりました。休（やす）む ことを スタッフに 伝（つた）えます。
            教（おし）えて くれて、ありがとう ございます。
       *[other] わかりました。スタッフに 伝（つた）えます。教（おし）えて くださって、ありがとう ございます。
    }

meeting_reminder-another_day =
    { $role ->
        [child] ほかの 日（ひ）を 選（えら）びますか？ 今（いま）でなくても いいです。
       *[other] ほかの 日（ひ）を 選（えら）びますか？ 今（いま）でなくても いいです。
    }
    .choose = ほかの ひに
    .not_now = いまは いい
    .talk = ひとと はなす

meeting_reminder-rest =
    { $role ->
        [child] わかりました。いつでも 書（か）いて ください。
       *[other] わかりました。いつでも 書（か）いて ください。
    }
