### 端末で会話を試すとき（tsunagi flow play）に、担当者が読む言葉。
### languages: ja, en
### audience: adult

play-area = れい市
play-begin = 「{ $flow }」を試します。番号でボタンを押し、文も書けます。/help で使い方、/quit で終わり。
play-you = あなた
play-pushed = こちらから { $count } 通目
play-nothing = （返事はありません）
play-ended = 会話が終わりました。
play-quiet = もう、ひとりでに起きることはありません。
play-waits = 次に何かが起きるのは { $time }。
play-staff = 担当者が受けました。台本は黙ります。
play-closed = 担当者が終えました。
play-alert = 人を呼びます: { $team }（{ $when }）{ $why }
play-now = すぐに
play-today = 今日のうちに
play-week = 今週のうちに
play-handoff = 担当者への引き継ぎ: { $team }（{ $why }）
play-saved = 覚えたこと: { $field } = { $value }
play-forgotten = 忘れたこと: { $field }
play-counted = 数えたこと: { $what }
play-look = 人が見ます
play-booked = 予約: { $slot }
play-begins = 「{ $flow }」が { $time } に始まる予定です。
play-held = 送りませんでした: { $why }
play-held-until = 送らずに待ちます（{ $time } まで）: { $why }
play-unheld = ひとりでには始まりませんでした。ためしに始めます。
play-set = { $field } を { $value } にしました。
play-back = 1つ前に戻りました。
play-no-back = これより前はありません。
play-no-button = その番号のボタンはありません。
play-unknown = わからない命令です。/help で一覧が出ます。
play-span = 長さは 30m、3h、1d のように書きます。
play-event = できごとは次のどれかです: { $events }
play-time = いまは { $time }。こちらから送った数: { $pushes }。
play-who = { $role }、{ $language }、{ $age }
play-no-fields = まだ何も覚えていません。
play-no-flow = 「{ $flow }」という会話はありません。ある会話: { $flows }
play-help =
    番号 … そのボタンを押す。番号でなければ、書いた文として送る
    /wait 1d … 時間を進める（30m、3h、1d）
    /silence … 何も返さず、次に何かが起きるまで待つ
    /sticker … スタンプを送る
    /staff write … 担当者が書く
    /staff close … 担当者が終えて、台本にもどす
    /event meeting done … できごとが起きる
    /role parent　/language en　/age 9 … 相手を変える
    /set 項目 値 … 覚えていることを変える
    /who　/fields … 相手と、覚えていること
    /back … 1つ前に戻る
    /quit … 終わり

## なぜ送らなかったか

play-why-week = 7日に2通まで
play-why-gap = 前の送信から48時間
play-why-human = 人と話してから24時間
play-why-refused = 断られている
play-why-paused = お休み中
play-why-ladder = 返事のない人への案内は6通まで
play-why-quota = 送信数の残りは、人の返事と急ぎのために取っておく
play-why-quiet = 送ってよい時間ではない
play-why-busy = ほかの会話の途中
play-why-suspended = 事業が休止中
play-why-late = もう遅い
play-why-not_meant = この人には当てはまらない
play-why-handoff = 担当者を待っている
play-why-unreachable = 届かない
play-why-window = 時間がたち、この連絡手段では送れない
