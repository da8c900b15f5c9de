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

## このことばの、自分での名前

chat-language-name = 日本語
