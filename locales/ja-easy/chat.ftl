### ウェブの チャットの 画面（がめん）。

## 画面（がめん）

chat-title = メッセージ
chat-heading = { $service }
chat-about = いやな 質問（しつもん）には、答（こた）えなくて いいです。
chat-start = はじめる
chat-loading = よみこんで います…

## 書（か）く、送（おく）る

chat-input-label = メッセージを 書（か）く
chat-input-placeholder = ここに 書（か）けます
chat-send = 送（おく）る
chat-sending = 送（おく）って います…
chat-sent = 送（おく）りました
chat-failed = まだ 送（おく）れて いません。書（か）いた ものは のこって います。
chat-retry = もう一度（いちど） 送（おく）る
chat-discard = 送（おく）るのを やめる
chat-too-long = すこし 長（なが）いです。2回（かい）に わけて 送（おく）って ください。

## かくす

chat-hide = かくす
chat-hide-hint = すぐに ほかの ページに なります。この 画面（がめん）の 話（はなし）は 消（き）えます。
chat-hide-key = Escキーを 2回（かい） おしても、かくせます。

## つながり

chat-offline = インターネットに つながって いません。つながったら、書（か）いた ものを 送（おく）ります。
chat-reconnecting = もう一度（いちど） つないで います…
chat-online = つながりました
chat-gone = 長（なが）い 時間（じかん） 使（つか）わなかったので、画面（がめん）を 閉（と）じました。

## だれが 話（はな）して いるか

chat-automatic = 自動（じどう）の 返事（へんじ）
chat-person = { $person }（スタッフ）
chat-person-unnamed = スタッフ
chat-you = あなた
chat-now-person = ここからは、人（ひと）が 返事（へんじ）を します。
chat-now-waiting = スタッフに 伝（つた）えました。人（ひと）が 返事（へんじ）を します。
chat-now-automatic = ここからは、自動（じどう）の 返事（へんじ）です。

## 前（まえ）の 続（つづ）き

chat-resume = 前（まえ）の 続（つづ）きから 始（はじ）める ことが できます。
chat-resume-continue = 続（つづ）きを 見（み）る
chat-resume-new = 新（あたら）しく 始（はじ）める
chat-keep-on = この スマホや パソコンで、続（つづ）きを 見（み）られるように する
chat-keep-off = 閉（と）じたら、この スマホや パソコンから 消（け）す

## ことば

chat-language = ことば
chat-kana-on = ひらがなに する
chat-kana-off = 漢字（かんじ）に 戻（もど）す

## 電話（でんわ）などの 窓口（まどぐち）

chat-hotlines = 今（いま） すぐ 話（はな）したい とき
chat-hotlines-emergency = 危（あぶ）ない ときは、電話（でんわ）して ください。警察（けいさつ）は 110、救急車（きゅうきゅうしゃ）は 119です。
chat-hotlines-more = ほかの 窓口（まどぐち）を 見（み）る

## 読（よ）み上（あ）げ用（よう）

chat-log-label = これまでの メッセージ
chat-choices-label = 選（えら）べる 答（こた）え
chat-cards-label = 紹介（しょうかい）の カード
chat-new-message = 新（あたら）しい メッセージが 来（き）ました
chat-picture = 絵（え）や 写真（しゃしん）
chat-video = 動画（どうが）
chat-video-play = 動画（どうが）を 見（み）る
chat-skip = 書（か）く ところへ 行（い）く
chat-close = 閉（と）じる
chat-menu = メニュー

## お知（し）らせ

chat-notice = お知（し）らせが 1つ あります

## 使（つか）えない とき

chat-no-script = この ページは、JavaScriptを 使（つか）います。使（つか）えない ときは、下（した）の 番号（ばんごう）に 電話（でんわ）して ください。
chat-not-found = この ページは ありません。
chat-trouble = うまく 開（ひら）けませんでした。すこし 後（あと）で、もう一度（いちど） 開（ひら）いて ください。
chat-embed-open = チャットを 開（ひら）く
chat-embed-close = チャットを 閉（と）じる

## 取（と）り消（け）す

chat-unsend = 取（と）り消（け）す
chat-unsent = 取（と）り消（け）しました
chat-chosen = 選（えら）んだ 答（こた）え

## 「かくす」の 先（さき）

chat-exit-title = カレンダー
chat-exit-days = にち げつ か すい もく きん ど

## この ことばの 名前（なまえ）

chat-language-name = やさしい にほんご
