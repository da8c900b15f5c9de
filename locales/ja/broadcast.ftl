### 一斉連絡の画面（スタッフが見る）。
### languages: ja, en
### audience: adult

broadcast-title = 一斉連絡
broadcast-lead = おおぜいの方に、同じお知らせを送ります。送る前に人数と費用を確かめ、確定したあとも取り消せます。二人目の確認は要りません。だれが何をしたかは、すべて記録に残ります。
broadcast-none = まだありません。
broadcast-write = 一斉連絡を書く
broadcast-back = もどる
broadcast-line = { $time }　{ $count }人
broadcast-comma = 、
broadcast-channel-in = { $channel }（{ $area }）
broadcast-hint = 「{ $words }」　{ $hint }

## 状態

broadcast-state-draft = 下書き
broadcast-state-confirmed = まもなく送ります
broadcast-state-sending = 送っています
broadcast-state-done = 送り終えました
broadcast-state-stopped = 止めました
broadcast-state-undone = 取り消しました

## 書く

broadcast-what = 何を送るか
broadcast-words = 日本語の文
broadcast-words-hint = 空の行を入れると、吹き出しが分かれます。{ "{area}" } は、その方の市町村の名前になります。ボタンや写真は付けられません。
broadcast-other-languages = ほかの言葉でも書く
broadcast-other-languages-hint = 書いた言葉を選んでいる方には、その文が届きます。書かない言葉の方には、日本語の文が届きます。
broadcast-flow-instead = 文のかわりに、フローを始める
broadcast-flow = フロー
broadcast-flow-none = 始めない（上の文を送る）
broadcast-flow-hint = フローを選ぶと、上の文は送られません。ほかの会話のとちゅうの方は、見送ります。
broadcast-flow-of = フロー「{ $flow }」を始めます
broadcast-whom = だれに
broadcast-areas = 地域
broadcast-roles = 相手（選ばなければ、全員）
broadcast-channels = 届け方（選ばなければ、すべて）
broadcast-narrow = もっと絞る
broadcast-languages = 読む言葉（選ばなければ、すべて）
broadcast-case = ケース
broadcast-case-any = あってもなくても
broadcast-case-yes = ケースがある方だけ
broadcast-case-no = ケースがない方だけ
broadcast-silent = 何日以上、返事がない方だけ（日数。空なら、問わない）
broadcast-fields = 覚えている項目の値
broadcast-field = 項目
broadcast-value = 値
broadcast-whom-hint = 断った方、お休み中の方、スタッフと話している方には、どう選んでも送りません。
broadcast-whom-is = 対象：
broadcast-whom-languages = 読む言葉：{ $languages }
broadcast-whom-silent = { $count }日以上、返事がない方
broadcast-when = いつまで
broadcast-lasts = 今すぐ送れない方に、いつまで待って送るか
broadcast-when-hint = 夜や登校の前には送りません。今が送らない時間の方には、次に送れる時間になってから届きます。
broadcast-urgent = 急ぎ
broadcast-urgent-open = 急ぎのお知らせにする
broadcast-urgent-why = 急ぎの理由（例：台風で明日は休み）
broadcast-urgent-hint = 理由を書くと、週2通までの決まりと事業の休止をこえて送ります。断った方には送りません。夜にも送りません。
broadcast-urgent-is = 急ぎの理由：
broadcast-count = 人数を確かめる
broadcast-count-hint = ここではまだ送りません。人が多いときは、数えるのに数秒かかります。
broadcast-counting = 数えています…

## 確かめる

broadcast-reaches = 人に届きます
broadcast-reaches-about = 人ほどに届きます（推計）
broadcast-estimated = 人が多いため、一部の方だけを調べて見積もりました。実際の人数は、少し前後します。
broadcast-people = { $count }人
broadcast-cost = 有料の通数 { $paid }通
broadcast-cost-month = 有料の通数 { $paid }通（今月は送ったあと { $after } / { $limit }通。{ $reserve }通は、人と緊急のために残します）
broadcast-cost-none = 費用はかかりません
broadcast-cost-hint = 1通の値段は、ご契約の料金プランで決まります。
broadcast-when-now = { $count }人には、すぐに送れます。
broadcast-when-later = { $count }人には、今は送らない時間です。{ $time }から送ります。
broadcast-when-long = 送り終わるまで、およそ{ $length }かかります。
broadcast-seconds = { $count }秒
broadcast-counted-at = { $ago }に数えました。
broadcast-left-out = 見送る方　{ $count }人
broadcast-said = 届く文
broadcast-confirm = 送る
broadcast-number = 確かめのため、人数「{ $count }」を入れてください
broadcast-undo-for = 取り消せる時間
broadcast-confirm-hint = この時間が過ぎるまでは、一通も出ません。
broadcast-confirm-do = { $count }人に送る
broadcast-stale = 数えてから時間がたちました。数えなおしてから送ってください。
broadcast-edit = 書きなおす
broadcast-count-again = 数えなおす
broadcast-discard = この下書きをやめる

## 送る

broadcast-until = { $time }に、{ $count }人へ送りはじめます
broadcast-until-hint = それまでは一通も出ません。まちがいに気づいたら、ここで取り消せます。
broadcast-undo = 取り消す
broadcast-moving = 送信のようす
broadcast-sent = 送った
broadcast-waiting = これから
broadcast-failed = 送れず
broadcast-left = 見送り
broadcast-back-taken = 取りやめ
broadcast-sent-hint = 「送った」は、相手の会社のサーバーに渡したという意味です。読まれたかどうかは分かりません。
broadcast-again = { $time }に、送れる時間になった方へつづきを送ります
broadcast-stop = 今すぐ止める
broadcast-stop-hint = まだ出ていない分を、すべて取りやめます。出たものは戻せません。取りやめた方は、週2通までの決まりに数えません。

## 記録

broadcast-record = 記録
broadcast-record-written = { $time }　{ $name }さんが書きました。
broadcast-record-confirmed = { $time }　{ $name }さんが確定しました。
broadcast-record-stopped = { $time }　{ $name }さんが止めました。
broadcast-record-undone = { $time }　{ $name }さんが取り消しました。
broadcast-record-done = { $time }　送り終えました。
broadcast-record-nobody = システム管理者

## うまくいかないとき

broadcast-problem-no-words = 日本語の文を書いてください。
broadcast-problem-too-long = { $language }の文が長すぎます。{ $limit }字までです。
broadcast-problem-no-flow = そのフローは、今はありません。
broadcast-problem-no-area = 地域を一つは選んでください。
broadcast-problem-no-reason = 急ぎの理由を書いてください。
broadcast-problem-other-number = 人数がちがいます。下の人数を確かめて、もう一度入れてください。
broadcast-problem-nobody = 届く方がいません。
broadcast-problem-too-late = もう変えられません。今のようすを下に示します。
