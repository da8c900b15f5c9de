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

## この ことばの なまえ

chat-language-name = ひらがな
