### お休（やす）みの お知（し）らせ（flows/programme_suspended.yml）

programme_suspended-notice =
    { $role ->
        [child]
            自動（じどう）の お知（し）らせです。
            しばらく、会（あ）う 約束（やくそく）は お休（やす）みです。
            ここに 書（か）くのは、いつでも いいです。
       *[other] 自動（じどう）の お知（し）らせです。しばらく、会（あ）う 約束（やくそく）は お休（やす）みです。ここに 書（か）くのは、いつでも いいです。
    }
    .text = もじで はなす
    .phones = でんわの まどぐち
    .quiet = しずかに まつ

programme_suspended-phones =
    { $role ->
        [child]
            電話（でんわ）で 話（はな）せる ところも あります。
            { $hotlines }
       *[other]
            急（いそ）ぐ ときは、ここも 使（つか）えます。
            { $hotlines }
    }

programme_suspended-quiet =
    { $role ->
        [child]
            わかりました。また 始（はじ）まる ときに 知（し）らせます。
            その 前（まえ）でも、いつでも 書（か）いて ください。
       *[other] わかりました。また 始（はじ）まる ときに 知（し）らせます。その 前（まえ）でも、いつでも 書（か）いて ください。
    }
