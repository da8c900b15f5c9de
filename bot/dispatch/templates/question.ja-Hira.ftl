NAME-ask =
    { $role ->
        [child]
            きょうは どんな かんじ？
            こたえなくても いいよ。
       *[other]
            きょうは いかがですか。
            おへんじは なくても だいじょうぶです。
    }
    .good = いい かんじ
    .talk = ひとと はなす

NAME-nudge =
    { $role ->
        [child] きが むいたら えらんでね。
       *[other] おじかんの あるときに どうぞ。
    }

NAME-thanks =
    { $role ->
        [child] おしえてくれて ありがとう。
       *[other] おしえてくださって ありがとうございます。
    }

NAME-person =
    { $role ->
        [child]
            わかった。スタッフに つたえたよ。
            ここに ひとが へんじを かくね。
       *[other]
            わかりました。スタッフに つたえました。
            ここに ひとが へんじを かきます。
    }

NAME-person_closed =
    { $role ->
        [child]
            わかった。スタッフに つたえておくね。
            ひとが よむのは { $next_open }からだよ。

            はなしたく なったら ここも あるよ。
            { $hotlines }
       *[other]
            わかりました。スタッフに つたえます。
            ひとが よむのは { $next_open }からです。

            いそぐときは こちらも あります。
            { $hotlines }
    }
