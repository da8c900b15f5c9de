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

## リンクと コード

chat-door = この リンクは、あなたの 部屋（へや）の カギです。
chat-door-open = 部屋（へや）を 開（あ）ける
chat-key-refused = これでは、開（あ）きませんでした。スタッフに 言（い）うと、新（あたら）しい ものを もらえます。名前（なまえ）を 言（い）わないで 始（はじ）める ことも できます。
chat-code-have = コードが あります
chat-code-label = コード
chat-code-open = 開（あ）ける
chat-code-joins = スタッフから 聞（き）いた コードを 入（い）れます。スタッフは、あなただと わかります。
chat-code-joined = つながりました。スタッフは、あなただと わかります。
chat-room-yours = ここは、あなたの 部屋（へや）です。書（か）いた ことは、スタッフが 読（よ）みます。

## 絵（え）の カギ

chat-lock-title = 絵（え）を 順番（じゅんばん）に おして ください
chat-lock-pictures = カギの 絵（え）
chat-lock-hint = ほかの 人（ひと）も 使（つか）う 画面（がめん）の ための カギです。選（えら）んだ 絵（え）が わからない 人（ひと）は、開（あ）ける ことが できません。
chat-lock-choose = 絵（え）を 3つか 4つ、順番（じゅんばん）に 選（えら）んで ください。
chat-lock-count = { $count }つ 選（えら）びました
chat-lock-repeat = もう一度（いちど）、同（おな）じ 順番（じゅんばん）で 選（えら）んで ください。
chat-lock-differs = さっきと ちがいます。はじめから 選（えら）んで ください。
chat-lock-back = 1つ 戻（もど）す
chat-lock-done = これで いいです
chat-lock-set = 絵（え）で カギを かける
chat-lock-change = カギの 絵（え）を 変（か）える
chat-lock-shut = 今（いま） カギを かける
chat-lock-off = カギを はずす
chat-lock-is-set = カギを かけました。5分（ふん） 使（つか）わないと、自動（じどう）で 閉（し）まります。
chat-lock-is-off = カギを はずしました。
chat-lock-wrong = ちがう 絵（え）です。もう一度（いちど） ためす ことが できます。
chat-lock-wait = すこし 休（やす）んで ください。後（あと）で、また ためす ことが できます。
chat-lock-again = もう一度（いちど） ためす ことが できます。
chat-lock-closed = ちがう 絵（え）が 続（つづ）いたので、この 部屋（へや）を 閉（と）じました。スタッフに 言（い）うと、新（あたら）しい リンクを もらえます。
chat-lock-forgot = 絵（え）を 忘（わす）れました
chat-lock-forgot-hint = 大丈夫（だいじょうぶ）です。スタッフは、新（あたら）しい リンクを 作（つく）る ことが できます。
chat-lock-tell = スタッフに 伝（つた）える
chat-lock-told = スタッフに 伝（つた）えました。
chat-lock-new = 名前（なまえ）を 言（い）わないで 話（はな）す

## カギの 絵（え）の 名前（なまえ）

chat-lock-sun = 太陽（たいよう）
chat-lock-moon = 月（つき）
chat-lock-star = 星（ほし）
chat-lock-flower = 花（はな）
chat-lock-tree = 木（き）
chat-lock-apple = りんご
chat-lock-fish = 魚（さかな）
chat-lock-cat = ねこ
chat-lock-house = 家（いえ）
chat-lock-boat = 船（ふね）
chat-lock-umbrella = かさ
chat-lock-ball = ボール

## 写真（しゃしん）を 送（おく）る

chat-picture-send = 写真（しゃしん）を 送（おく）る
chat-picture-mine = あなたが 送（おく）った 写真（しゃしん）
chat-picture-refused = この 写真（しゃしん）は 送（おく）れませんでした。ほかの 写真（しゃしん）を ためして ください。

## かんたんな 画面（がめん）

chat-plain = かんたんな 画面（がめん）で 話（はな）す
chat-plain-look = 新（あたら）しい メッセージを 見（み）る
chat-plain-hide = ほかの ページに なります。この 画面（がめん）から、話（はなし）に 戻（もど）る ことは できません。

## この ことばの 名前（なまえ）

chat-language-name = やさしい にほんご
