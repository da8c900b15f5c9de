### おやすみの おしらせ。

programme_suspended-notice =
    { $role ->
        [child]
            じどうの おしらせだよ。
            しばらく、あう よていは おやすみ。
            ここに かくのは、いつでも いいよ。
       *[other]
            じどうの おしらせです。
            しばらく、あう よていは おやすみです。
            ここに かくことは、いままでと おなじように できます。
    }
    .text = もじで はなす
    .phones = でんわの まどぐち
    .quiet = しずかに まつ

programme_suspended-phones =
    { $role ->
        [child]
            でんわで はなせる ところも あるよ。
            { $hotlines }
       *[other]
            いそぐときは、ここも つかえます。
            { $hotlines }
    }

programme_suspended-quiet =
    { $role ->
        [child]
            わかった。
            また はじまるときに、しらせるね。
            いつでも かいて いいよ。
       *[other]
            わかりました。
            また はじまるときに、しらせます。
            いつでも かいてください。
    }
