### また 始（はじ）める お知（し）らせ（flows/programme_resumed.yml）

programme_resumed-notice =
    { $role ->
        [child]
            自動（じどう）の お知（し）らせです。
            また、会（あ）う 日（ひ）を 決（き）められます。
            急（いそ）がなくて いいです。
       *[other] 自動（じどう）の お知（し）らせです。また、会（あ）う 日（ひ）を 決（き）められます。急（いそ）がなくて いいです。
    }
    .meet = あう ひを えらぶ
    .look = ばしょを みる
    .later = また こんど
    .talk = ひとと はなす

programme_resumed-later =
    { $role ->
        [child] はい、また 今度（こんど）。いつでも 書（か）いて ください。
       *[other] わかりました。また 今度（こんど）で いいです。いつでも 書（か）いて ください。
    }
