### ウェブのチャット画面。画面の題は、うしろから見えても困らないものにする。
### audience: child

## 画面

chat-title = メッセージ
chat-heading = { $service }
chat-about = 答えたくないことは、答えなくて大丈夫です。
chat-start = はじめる
chat-loading = 読みこんでいます…

## 書く、送る

chat-input-label = メッセージを書く
chat-input-placeholder = ここに書けます
chat-send = 送る
chat-sending = 送っています…
chat-sent = 送りました
chat-failed = まだ送れていません。書いたものは残っています。
chat-retry = もう一度送る
chat-discard = 送るのをやめる
chat-too-long = 少し長いので、2回に分けて送ってください。

## かくす

chat-hide = かくす
chat-hide-hint = すぐに別のページに変わり、この画面の会話は消えます。
chat-hide-key = Escキーを2回押しても、かくせます。

## つながり

chat-offline = インターネットにつながっていません。書いたものは、つながったら送ります。
chat-reconnecting = つなぎ直しています…
chat-online = つながりました
chat-gone = しばらく使われていなかったので、閉じました。

## だれが話しているか

chat-automatic = 自動の返事
chat-person = { $person }（スタッフ）
chat-person-unnamed = スタッフ
chat-you = あなた
chat-now-person = ここからは、人が返事をします。
chat-now-waiting = スタッフに伝えました。人の返事を待っています。
chat-now-automatic = ここからは、自動の返事です。

## 前の続き

chat-resume = 前の続きから始められます。
chat-resume-continue = 続きを見る
chat-resume-new = 新しく始める
chat-keep-on = この端末で続きを見られるようにする
chat-keep-off = 閉じたら、この端末から消す

## ことば

chat-language = ことば
chat-kana-on = ひらがなにする
chat-kana-off = 漢字にもどす

## 電話などの窓口

chat-hotlines = 今すぐ話したいとき
chat-hotlines-emergency = あぶないときは、電話を。けいさつは110、救急車は119です。
chat-hotlines-more = ほかの窓口を見る

## 読み上げ用

chat-log-label = これまでのメッセージ
chat-choices-label = 選べる答え
chat-cards-label = 紹介カード
chat-new-message = 新しいメッセージが届きました
chat-picture = 画像
chat-video = 動画
chat-video-play = 動画を再生する
chat-skip = 書くところへ進む
chat-close = 閉じる
chat-menu = メニュー

## お知らせ（画面ロック中にも見える）

# push: yes
chat-notice = おしらせが1件あります

## 使えないとき

chat-no-script = JavaScriptを使えるようにすると動きます。使えないときは、下の電話にどうぞ。
chat-not-found = このページは見つかりませんでした。
chat-trouble = うまく開けませんでした。少したってから、もう一度開いてみてください。
chat-embed-open = チャットを開く
chat-embed-close = チャットを閉じる

## 取り消す

chat-unsend = 取り消す
chat-unsent = 取り消しました
chat-chosen = 選んだ答え

## 「かくす」の行き先。ただのカレンダーに見えること

chat-exit-title = カレンダー
chat-exit-days = 日 月 火 水 木 金 土

## リンクとコード。へやの主がだれか、うしろから見てもわからないものにする

chat-door = このリンクは、あなたのへやのカギです。
chat-door-open = へやを開く
chat-key-refused = このリンクやコードでは開けませんでした。スタッフに言うと、新しいものをもらえます。名前を言わずに始めることもできます。
chat-code-have = コードを持っている
chat-code-label = コード
chat-code-open = 開く
chat-code-joins = スタッフから聞いたコードを入れます。スタッフに、あなただとわかります。
chat-code-joined = つながりました。スタッフに、あなただとわかります。
chat-room-yours = ここは、あなたのへやです。書いたことは、スタッフが読みます。

## 絵のカギ

chat-lock-title = 絵を順番に押してください
chat-lock-pictures = カギの絵
chat-lock-hint = ほかの人も使う画面のためのカギです。選んだ絵がわからないと、開きません。
chat-lock-choose = 絵を3つか4つ、順番に選んでください。
chat-lock-count = { $count }つ選びました
chat-lock-repeat = もう一度、同じ順番で選んでください。
chat-lock-differs = さっきとちがうようです。はじめから選んでください。
chat-lock-back = 1つもどす
chat-lock-done = これでいい
chat-lock-set = 絵でカギをかける
chat-lock-change = カギの絵をかえる
chat-lock-shut = 今すぐカギをかける
chat-lock-off = カギをはずす
chat-lock-is-set = カギをかけました。5分使わないと、自動で閉まります。
chat-lock-is-off = カギをはずしました。
chat-lock-wrong = ちがうようです。もう一度ためせます。
chat-lock-wait = 少し休みましょう。あとで、またためせます。
chat-lock-again = もう一度ためせます。
chat-lock-closed = ちがう絵が続いたので、このへやを閉じました。スタッフに言うと、新しいリンクをもらえます。
chat-lock-forgot = 絵を忘れた
chat-lock-forgot-hint = だいじょうぶです。スタッフが新しいリンクを作れます。
chat-lock-tell = スタッフに伝える
chat-lock-told = スタッフに伝えました。
chat-lock-new = 名前を言わずに話す

## カギの絵の名前

chat-lock-sun = 太陽
chat-lock-moon = 月
chat-lock-star = 星
chat-lock-flower = 花
chat-lock-tree = 木
chat-lock-apple = りんご
chat-lock-fish = 魚
chat-lock-cat = ねこ
chat-lock-house = 家
chat-lock-boat = 船
chat-lock-umbrella = かさ
chat-lock-ball = ボール

## 写真を送る

chat-picture-send = 写真を送る
chat-picture-mine = あなたが送った写真
chat-picture-refused = この写真は送れませんでした。ほかの写真なら送れるかもしれません。

## JavaScriptを使わない画面

chat-plain = かんたんな画面で話す
chat-plain-look = 新しいメッセージを見る
chat-plain-hide = 別のページに変わります。この画面から会話にはもどれません。

## このことばの、自分での名前

chat-language-name = 日本語
