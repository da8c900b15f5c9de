### 人と話したあとで（flows/followup.yml）。スタッフが会話を戻すときに選ぶ。
### audience: child

followup-how_was_it =
    { $role ->
        [child]
            話してくれて、ありがとう。
            話してみて、どうだった？
            答えなくても大丈夫だよ。
       *[other] お話しくださり、ありがとうございました。お話しになってみて、いかがでしたか。お返事はなくても大丈夫です。
    }
    .good = よかった
    .so_so = ふつう
    .not_yet = まだもやもや
    .talk = 人と話す

followup-not_yet =
    { $role ->
        [child]
            教えてくれて、ありがとう。
            スタッフにも伝えておくね。
            続きは、いつでも書いていいよ。
       *[other] 教えてくださって、ありがとうございます。担当にも伝えます。続きは、いつでもお書きください。
    }

followup-thanks =
    { $role ->
        [child] 教えてくれて、ありがとう。またね。
       *[other] 教えてくださって、ありがとうございます。いつでもお書きください。
    }

followup-person =
    { $role ->
        [child]
            わかった。スタッフに伝えたよ。
            ここに、人が返事を書くね。
       *[other] 承知しました。担当におつなぎします。この画面に、人からお返事します。
    }

followup-person_closed =
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
