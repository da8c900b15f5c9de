### TITLE（flows/NAME.yml）
### audience: child

# push: yes
NAME-ask =
    { $role ->
        [child]
            今日は、どんな感じ？
            答えなくてもいいよ。
       *[other] 今日は、いかがですか。お返事はなくてもかまいません。
    }
    .good = いい感じ
    .talk = 人と話す

# push: yes
NAME-nudge =
    { $role ->
        [child] 気が向いたら、えらんでね。
       *[other] お時間のあるときに、どうぞ。
    }

NAME-thanks =
    { $role ->
        [child] 教えてくれて、ありがとう。
       *[other] 教えてくださって、ありがとうございます。
    }

NAME-person =
    { $role ->
        [child]
            わかった。スタッフに伝えたよ。
            ここに、人が返事を書くね。
       *[other] 承知しました。担当におつなぎします。この画面に、人からお返事します。
    }

NAME-person_closed =
    { $role ->
        [child]
            わかった。スタッフに伝えておくね。
            人が読むのは、{ $next_open }からだよ。

            それまでに話したくなったら、ここもあるよ。
            { $hotlines }
       *[other]
            承りました。担当が拝見できるのは、{ $next_open }からです。

            お急ぎのときは、こちらもお使いください。
            { $hotlines }
    }
