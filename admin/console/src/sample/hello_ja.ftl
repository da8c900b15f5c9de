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
hello-nudge = 気が向いたら、えらんでね。

hello-thanks = ありがとう。

hello-person = スタッフに伝えたよ。

hello-person_closed = { $next_open }に読むね。
