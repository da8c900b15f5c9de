### 会話に届いた写真、動画、音声、ファイル。スタッフが読む。
### languages: ja, en
### audience: adult

attachment-title = { $kind }　{ $size }
attachment-size-kb = { $number }KB
attachment-size-mb = { $number }MB
attachment-show = 隠してあります。押すと表示します。
attachment-hide = 隠す
attachment-keep = 保存する
attachment-picture-alt = 相手から届いた写真

## 手もとにないとき

attachment-waiting = 受け取り中です。
attachment-gone = もうありません（相手が取り消したか、期限が過ぎました）。
attachment-too-large = 大きすぎて受け取れませんでした（{ $size }まで）。
attachment-erased = もうありません（相手が取り消しました）。
attachment-old = 保存期間が過ぎたため、消しました。
attachment-too-many = このほかにもありましたが、数が多いため受け取りませんでした。
attachment-too-many-today = 今日はこの方からの数が多いため、受け取りませんでした。
attachment-unsafe = 安全でない場所にあるため、受け取りませんでした。
attachment-refused = 受け取れませんでした。

## 気をつけること

attachment-tells-place = 撮った場所などの情報が残っていることがあります。外に出さないでください。
attachment-kept = リーダーだけが開けます。
attachment-careful = 性的な写真や動画かもしれないとき
attachment-careful-leave = これ以上開かないでください。保存、転送、印刷、画面の撮影もしません。子どもの性的な写真は、持っているだけで法律に触れることがあります。
attachment-careful-lead = 下のボタンで、リーダーだけが開けるようにします。リーダーに知らせが届きます。ひとりで抱えず、声もかけてください。
attachment-careful-police = 連絡はリーダーが行います。いま危ないときは警察110。相談は警察 #9110、児童相談所 189。消すかどうかも、先に警察に聞きます。
attachment-careful-child = 本人を責めないでください。「話してくれてありがとう」と伝え、写真について細かく聞きません。
attachment-restrict = リーダーだけが開けるようにする
attachment-unrestrict = 担当者も開けるように戻す
