### あいさつ
### audience: child

hello-greet = こんにちは。

hello-mood =
    { $role ->
        [child] 今週は、どんな感じ？
       *[other] 今週は、いかがですか。
    }
    .good = いい感じ
    .talk = 人と話す

# push: yes
hello-nudge = 気が向いたら、押してね。

hello-thanks = ありがとう。

hello-person = スタッフに伝えたよ。
