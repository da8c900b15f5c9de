### ウェブの チャットの がめん。

## がめん

chat-title = メッセージ
chat-heading = { $service }
chat-about =
    こたえたくない ことは、
    こたえなくて だいじょうぶ。
chat-start = はじめる
chat-loading = よみこんでいます…

## かく、おくる

chat-input-label = メッセージを かく
chat-input-placeholder = ここに かけます
chat-send = おくる
chat-sending = おくっています…
chat-sent = おくりました
chat-failed =
    まだ おくれていません。
    かいたものは のこっています。
chat-retry = もういちど おくる
chat-discard = おくるのを やめる
chat-too-long =
    すこし ながいです。
    2かいに わけて おくってください。

## かくす

chat-hide = かくす
chat-hide-hint =
    すぐに べつの ページに なります。
    この がめんの はなしは きえます。
chat-hide-key =
    Escを 2かい おしても、
    かくせます。

## つながり

chat-offline =
    ネットに つながっていません。
    かいたものは、つながったら おくります。
chat-reconnecting = つなぎなおしています…
chat-online = つながりました
chat-gone =
    しばらく つかっていなかったので、
    この がめんを とじました。

## だれが はなしているか

chat-automatic = じどうの へんじ
chat-person = { $person }（スタッフ）
chat-person-unnamed = スタッフ
chat-you = あなた
chat-now-person =
    ここからは、
    ひとが へんじを します。
chat-now-waiting =
    スタッフに つたえました。
    ひとの へんじを まっています。
chat-now-automatic = ここからは、じどうの へんじです。

## まえの つづき

chat-resume = まえの つづきから できます。
chat-resume-continue = つづきを みる
chat-resume-new = あたらしく はじめる
chat-keep-on =
    この きかいで、
    つづきを みられるように する
chat-keep-off =
    とじたら、
    この きかいから けす

## ことば

chat-language = ことば
chat-kana-on = ひらがなに する
chat-kana-off = かんじに もどす

## でんわなどの まどぐち

chat-hotlines = いま すぐ はなしたいとき
chat-hotlines-emergency =
    あぶないときは、でんわしてね。
    けいさつは 110。
    きゅうきゅうしゃは 119。
chat-hotlines-more = ほかの ところを みる

## よみあげよう

chat-log-label = これまでの メッセージ
chat-choices-label = えらべる こたえ
chat-cards-label = しょうかいの カード
chat-new-message = あたらしい メッセージが きました
chat-picture = え
chat-video = どうが
chat-video-play = どうがを みる
chat-skip = かく ところへ すすむ
chat-close = とじる
chat-menu = メニュー

## おしらせ

chat-notice = おしらせが 1けん あります

## つかえないとき

chat-no-script =
    JavaScriptが つかえると、
    この ページが うごきます。
    したの でんわも つかえます。
chat-not-found = この ページは ありませんでした。
chat-trouble =
    うまく ひらけませんでした。
    すこし あとで、もういちど
    ひらいてみてください。
chat-embed-open = チャットを ひらく
chat-embed-close = チャットを とじる

## とりけす

chat-unsend = とりけす
chat-unsent = とりけしました
chat-chosen = えらんだ こたえ

## 「かくす」の さき

chat-exit-title = カレンダー
chat-exit-days = にち げつ か すい もく きん ど

## リンクと コード

chat-door =
    このリンクは、
    あなたの へやの カギです。
chat-door-open = へやを あける
chat-key-refused =
    これでは あきませんでした。
    スタッフに いうと、
    あたらしいのを もらえます。
    なまえを いわずに、
    はじめることも できます。
chat-code-have = コードを もっている
chat-code-label = コード
chat-code-open = あける
chat-code-joins =
    スタッフに きいた コードを いれると、
    あなただと わかります。
chat-code-joined =
    つながりました。
    あなただと わかります。
chat-room-yours =
    ここは、あなたの へやです。
    かいたことは、スタッフが よみます。

## えの カギ

chat-lock-title = えを じゅんばんに おしてね
chat-lock-pictures = カギの え
chat-lock-hint =
    ほかの ひとも つかう
    がめんの ための カギです。
    えらんだ えが わからないと、
    あきません。
chat-lock-choose =
    えを 3つか 4つ、
    じゅんばんに えらんでね。
chat-lock-count = { $count }つ えらびました
chat-lock-repeat =
    もういちど、
    おなじ じゅんばんで えらんでね。
chat-lock-differs =
    さっきと ちがうみたい。
    はじめから えらんでね。
chat-lock-back = 1つ もどす
chat-lock-done = これでいい
chat-lock-set = えで カギを かける
chat-lock-change = カギの えを かえる
chat-lock-shut = いま カギを かける
chat-lock-off = カギを はずす
chat-lock-is-set =
    カギを かけました。
    5ふん つかわないと、
    じぶんで しまります。
chat-lock-is-off = カギを はずしました。
chat-lock-wrong =
    ちがうみたい。
    もういちど ためせるよ。
chat-lock-wait =
    すこし やすもう。
    あとで、また ためせるよ。
chat-lock-again = もういちど ためせるよ。
chat-lock-closed =
    ちがう えが つづいたので、
    この へやを とじました。
    スタッフに いうと、
    あたらしい リンクを もらえます。
chat-lock-forgot = えを わすれた
chat-lock-forgot-hint =
    だいじょうぶ。
    スタッフが、あたらしい リンクを
    つくれます。
chat-lock-tell = スタッフに つたえる
chat-lock-told = スタッフに つたえました。
chat-lock-new = なまえを いわずに はなす

## カギの えの なまえ

chat-lock-sun = たいよう
chat-lock-moon = つき
chat-lock-star = ほし
chat-lock-flower = はな
chat-lock-tree = き
chat-lock-apple = りんご
chat-lock-fish = さかな
chat-lock-cat = ねこ
chat-lock-house = いえ
chat-lock-boat = ふね
chat-lock-umbrella = かさ
chat-lock-ball = ボール

## しゃしんを おくる

chat-picture-send = しゃしんを おくる
chat-picture-mine = あなたが おくった しゃしん
chat-picture-refused =
    この しゃしんは
    おくれませんでした。
    ほかの しゃしんなら、
    おくれるかもしれません。

## かんたんな がめん

chat-plain = かんたんな がめんで はなす
chat-plain-look = あたらしい メッセージを みる
chat-plain-hide =
    べつの ページに なります。
    この がめんから、
    はなしには もどれません。

## この ことばの なまえ

chat-language-name = ひらがな
