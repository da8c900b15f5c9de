### スタッフの管理画面。人名は出さず、鳥や草木の呼び名で示す。
### languages: ja, en
### audience: adult

console-name = つなぎ
console-demo = 体験版です。出てくる人は、すべて架空です。
console-skip = 本文へ移動
console-ways = メニュー
console-today = 今日
console-inbox = 受信箱
console-report = 報告
console-more = もっと
console-refresh = 更新
console-language = ことば
console-staff = スタッフ
console-automatic = 自動
console-offline = オフライン　{ $time }から。つながりしだい、自動で新しくなります。
console-new-message = 新しいメッセージが届きました。
console-new-urgent = 緊急です。すぐに確認してください。

## 日と時間

console-date = { $month }{ $day }日({ $weekday })
console-date-year = { $year }年{ $month }{ $day }日({ $weekday })
console-date-time = { $date } { $time }
console-weekday-mon = 月
console-weekday-tue = 火
console-weekday-wed = 水
console-weekday-thu = 木
console-weekday-fri = 金
console-weekday-sat = 土
console-weekday-sun = 日
console-month-1 = 1月
console-month-2 = 2月
console-month-3 = 3月
console-month-4 = 4月
console-month-5 = 5月
console-month-6 = 6月
console-month-7 = 7月
console-month-8 = 8月
console-month-9 = 9月
console-month-10 = 10月
console-month-11 = 11月
console-month-12 = 12月
console-length-moment = 1分未満
console-length-minutes = { $count }分
console-length-hours = { $count }時間
console-length-days = { $count }日
console-ago = { $length }前
console-ago-now = たった今
console-waiting = { $length }お待ち
console-last-in = 最後のことば { $ago }

## 呼び名（英語版と同じ順、60）

console-handle = { $name } { $number }
console-handle-nobody = 消去された方
console-handles-1 =
    ひばり, つぐみ, うぐいす, めじろ, せきれい, かわせみ, つばめ, すずめ, しじゅうから, こまどり,

    るりびたき, ひたき, かっこう, ほおじろ, かわらひわ, むくどり, もず, ひよどり, やまがら, えなが,

    みそさざい, きじばと, かもめ, ちどり, しらさぎ, ふくろう, みみずく, はくちょう, おしどり, らいちょう
console-handles-2 =
    すみれ, たんぽぽ, れんげ, なずな, つゆくさ, りんどう, ききょう, なでしこ, こすもす, ひまわり,

    あさがお, すずらん, しろつめくさ, よもぎ, つくし, わらび, もみじ, いちょう, さくら, うめ,

    つばき, さざんか, あじさい, ふじ, やまぶき, きんもくせい, こぶし, けやき, くるみ, どんぐり

## 入り口

console-sign-in = ログイン
console-sign-in-lead = スタッフの方はこちらからお入りください。
console-login = ログイン名
console-password = パスワード
console-sign-in-do = ログインする
console-sign-in-wrong = ログイン名かパスワードがちがいます。
console-sign-in-locked = 続けてまちがえたため、{ $time }まで入れません。急ぐときは、リーダーに知らせてください。
console-sign-in-help = パスワードを忘れたときは、リーダーか管理の担当者に声をかけてください。
console-sign-out = ログアウトする
console-me = ログイン中

## 今日

console-alerts = 緊急・確認待ち
console-open-alerts = 緊急・確認待ち
console-no-alerts = いま、呼び出しはありません。
console-longest = 長くお待ちの会話
console-nobody-waits = いま、お待ちの方はいません。
console-mine = 私の担当
console-none-mine = いま担当している会話はありません。
console-waiting-count = { $count }件が人を待っています
console-reports-only = 会話は、担当のスタッフだけが見られます。こちらからは、報告をご覧いただけます。
console-nothing-granted = まだ、見られるものがありません。管理の担当者に、権限をお確かめください。
console-open-report = 報告を開く

## 受信箱

console-lists = 一覧
console-list-waiting = 人を待っている
console-list-mine = 私の担当
console-list-all = すべて
console-empty-list = ここには、いま会話がありません。
console-page-before = 前のページ
console-page-after = 次のページ
console-back-to-inbox = 受信箱へ戻る
console-audience-child = こども
console-audience-guardian = 保護者
console-audience-any = どなたでも
console-holder-person = { $name }さんが対応中
console-holder-waiting = 人を待っています
console-holder-flow = 自動の会話
console-holder-away = しばらく離れているので、引き継げます。
console-urgency-now = 緊急
console-urgency-today = 今日中
console-urgency-week = 今週中

## 呼び出し

console-acknowledge = 確認しました
console-close-alert = 対応を終える
console-alert-seen = { $name }さんが確認（{ $time }）
console-alert-closed = 対応を終えました（{ $time }）
console-category-suicide = 命にかかわることば
console-category-self-harm = 自分を傷つけること
console-category-overdose = 薬の飲みすぎ
console-category-abuse = 暴力・虐待
console-category-neglect = 世話をしてもらえないこと
console-category-sexual = 性の被害
console-category-bullying = いじめ
console-category-runaway = 家出
console-category-domestic-violence = 家の中の暴力
console-category-crime-recruitment = 闇バイトなどの誘い
console-category-pregnancy = 妊娠
console-category-caregiver-limit = 保護者の限界
console-category-restricted = リーダーだけが開ける写真など
console-category-flow = 自動の会話からの知らせ
console-category-unanswered = 呼び出しに応答がない
console-why-asked-for-a-person = 人と話したいと言われた
console-why-risk-words = 心配なことばがあった
console-why-written-elsewhere = 連絡アプリの受信箱から、だれかが返事をした
console-why-window-closed = この連絡手段では、もう届けられない
console-why-no-reply-before-the-meeting = 面談の前に返事がない
console-why-staff-consult = ほかの人にも相談したい
console-why-staff-absent = 離れるので、代わりをお願いしたい
console-why-staff-safety = 安全が心配
console-why-staff-specialist = 専門の人につなぎたい

## 会話

console-timeline = やりとり
console-earlier = 前のやりとりを見る
console-choices = 選べる答え
console-erased = 本人の希望で取り消されました。ことばは残っていません。
console-erased-out = 消去されました。ことばは残っていません。
console-status-received = 受付済み
console-status-queued = 送信待ち
console-status-accepted = 送信済み（{ $channel }）
console-status-delivered = 端末に届きました
console-status-read = 反応あり
console-status-failed = 送れませんでした
console-status-failed-because = 送れませんでした（{ $why }）
console-status-expired = 時間が過ぎたので送っていません
console-status-cancelled = 取り消されました
console-status-erased = 消去済み
console-send-problem-invalid-reply-token = 返信の期限切れ
console-send-problem-unauthorized = 接続の設定に問題があります
console-send-problem-forbidden = LINEなどの側で許可されていません
console-send-problem-refused = 受け取ってもらえない内容でした
console-send-problem-gone = 送り先がありません
console-send-problem-blocked = ブロックされています
console-send-problem-rate-limited = 一度に送る数の上限
console-send-problem-quota-exceeded = 今月の送信数の上限
console-send-problem-too-many-to-user = この方へ送る数の上限
console-send-problem-platform = 相手側のサービスの不具合
console-send-problem-timeout = 応答がありませんでした
console-send-problem-broken = 応答を読み取れませんでした
console-send-problem-connect = つながりませんでした
console-send-problem-no-token = 接続の設定に問題があります
console-send-problem-unsupported = この連絡先では送れない内容
console-send-problem-no-such-channel = 接続が外されています
console-send-problem-unsure = 届いたかどうかわからないため、もう一度は送っていません
console-kind-image = 写真
console-kind-video = 動画
console-kind-audio = 音声
console-kind-file = ファイル
console-kind-sticker = スタンプ
console-kind-location = 場所
console-kind-postback = ボタンを押しました
console-kind-tapped = ボタン
console-mark-follow = 友だちに追加されました
console-mark-unfollow = ブロックされました。こちらからは送りません。
console-mark-join = グループに追加されました
console-mark-leave = グループから外れました
console-mark-edited = 本人がことばを書き直しました
console-mark-reaction = リアクション { $mark }
console-mark-reaction-other = リアクション
console-mark-reaction-gone = リアクションを取り消しました
console-quote = 「{ $words }」
console-quote-kind = （{ $kind }）
console-quote-gone = 消されたメッセージ
console-quote-lead = 引用：
console-mark-alert = { $urgency }：{ $about }
console-mark-handoff = 人を呼びました：{ $why }
console-note-by = メモ　{ $name }さん
console-channel-line = LINE
console-channel-messenger = Messenger
console-channel-instagram = Instagram
console-channel-whatsapp = WhatsApp
console-channel-telegram = Telegram
console-channel-sms = SMS
console-channel-web = ウェブチャット
console-flow-invite = 誘い出し
console-flow-checkin = 様子うかがい
console-flow-anytime = いつでもの返事
console-flow-broadcast = 一斉連絡

## 会話のよこ

console-card = 引き継ぎカード
console-card-why = 呼んだ理由
console-card-unanswered = 返事
console-card-holder = 担当
console-card-flow = 自動の会話
console-about = この方について
console-about-role = 立場
console-about-name = アプリでの名前（本人の確認には使えません）
console-about-language = ことば
console-role-of-contact-child = こども本人
console-role-of-contact-parent = 保護者
console-role-of-contact-teacher = 学校の先生
console-role-of-contact-someone = そのほかの方
console-role-of-contact-unknown = まだ聞いていません
console-language-ja = 日本語
console-language-ja-hira = ひらがな
console-language-ja-easy = やさしい日本語
console-language-en = 英語
console-language-pt-br = ポルトガル語
console-language-zh-hans = 中国語
console-language-vi = ベトナム語
console-language-fil = フィリピノ語
console-consent-messages = メッセージの同意
console-consent-guardian = 保護者の同意
console-consent-support = 支援の同意
console-consent-share = 情報を伝える同意
console-agreed-agree = 同意しています
console-agreed-given = 同意しています
console-agreed-yes = 同意しています
console-agreed-decline = 同意していません
console-agreed-declined = 同意していません
console-agreed-no = 同意していません
console-agreed-needed = まだです（必要）
console-agreed-later = あとで考える
console-agreed-withdrawn = 取りやめました
console-agreed-unasked = まだ聞いていません
console-field-contact-role = 立場
console-field-contact-age = 年ごろ
console-field-contact-place = 気になる場所
console-field-contact-came-from = きっかけ
console-field-contact-paused-until = お休み
console-field-checkin-mood = 今週の調子
console-field-checkin-reason = そのわけ
console-field-checkin-note = ひとこと
console-field-meeting-at = 面談
console-value-child = こども本人
console-value-parent = 保護者
console-value-teacher = 学校の先生
console-value-someone = そのほかの方
console-value-great = とてもいい
console-value-good = いい
console-value-fine = いい
console-value-ok = ふつう
console-value-low = しんどい
console-value-bad = つらい
console-value-skip = パス
console-value-sleep = ねむること
console-value-school = 学校のこと
console-value-family = 家のこと
console-value-friends = 友だちのこと
console-value-not-say = 言わない
console-value-talk = 人と話す
console-value-nothing = とくにない
console-value-no-answer = 返事なし
console-value-room = オンラインの部屋
console-value-game-talk = ゲームの話の部屋
console-value-one-to-one = ひとりと、ゆっくり話す
console-value-learning = 学びと休みの場所
console-value-parent-talk = 保護者の集まり
console-value-parent-consult = 個別のご相談
console-value-parent-visit = 場所の見学
console-value-forever = 本人が書くまで
console-meetings = これまでの接触
console-no-meetings = まだ記録はありません。
console-meeting-messages = 受信{ $in }・送信{ $out }
console-method-line = LINE
console-method-web-room = ウェブチャット
console-method-other-messenger = ほかのSNS
console-method-sms = SMS
console-method-email = メール
console-method-phone = 電話
console-method-letter = 手紙
console-method-home-visit = 家庭訪問
console-method-school-visit = 学校訪問
console-method-meeting = 面談
console-method-online-session = オンライン
console-method-other = そのほか
console-result-reached = 会えた・話せた
console-result-left-message = 伝言を残した
console-result-no-answer = 返事なし
console-result-accepted-by-provider = 送信のみ
console-result-opened-link = 案内を開いた
console-result-blocked = ブロック
console-result-bounced = 宛先なし
console-result-absent = 不在
console-result-postponed = 延期
console-result-refused = 断られた
console-result-wrong-person = 別の方だった
console-result-cancelled = 中止

## できること

console-acts = 返事と操作
console-take = 引き受ける
console-take-over = 代わりに引き受ける
console-send = 送る
console-reply-label = { $handle }さんへの返事
console-reply-to = { $handle }さんへ
console-reply-placeholder = 返事を書く
console-reply-keys = Ctrl（⌘）+Enterで送信
console-reply-takes-flow = 送ると、あなたの担当になり、自動の会話は止まります。
console-reply-takes = 送ると、あなたの担当になります。
console-hand-back = 会話を戻す
console-hand-back-lead = このあと、自動の会話をどうしますか。
console-hand-back-silent = しずかに待つ
console-hand-back-silent-hint = こちらからは送らず、次のことばを待ちます。
console-hand-back-resume = つづきから
console-hand-back-resume-hint = 止まっていた質問から、もう一度始めます。
console-hand-back-follow-up = フォローの流れ
console-hand-back-follow-up-hint = 話したあとの様子を、自動でうかがいます。
console-note = メモ
console-note-label = スタッフだけが読むメモ（相手には届きません）
console-note-do = メモを残す
console-ask = 人を呼ぶ
console-ask-lead = 理由を選ぶと、ほかのスタッフの一覧に出ます。
console-unreachable-blocked = ブロックされているため、送れません。本人が解除すると、また話せます。
console-unreachable-left = 友だちになっていないか、送り先がなくなっているため、今は送れません。
console-unreachable-erased = この方の記録は消去されています。
console-problem-busy = 混み合っていて、できませんでした。もう一度お試しください。
console-problem-held = いまは{ $name }さんが対応中です。送っていません。
console-problem-empty = ことばが入っていません。
console-problem-too-long = 長すぎます。{ $limit }字までで書いてください。まだ送っていません。
console-problem-unreachable = 相手に届かない状態のため、送っていません。
console-problem-window-closed = 相手の最後のことばから時間がたったため、この連絡手段では送れません。電話、手紙、ほかの連絡手段をお使いください。送っていません。
console-problem-no-case = まだケースがありません。先に「ケースにする」で番号を記録してください。
console-problem-gone = ほかの人が先に記録しました。ページを新しくしてください。

## もっと

console-help = 使い方のヒント
console-help-keys = 返事の欄では、Enterで改行、Ctrl（⌘）+Enterで送信です。書きかけの返事は、この端末のこのタブにだけ残り、送ると消えます。
console-help-stuck = 迷ったときは、ひとりで抱えず「人を呼ぶ」を押してください。
console-role-volunteer = ボランティア
console-role-staff = スタッフ
console-role-lead = リーダー
console-role-coordinator = コーディネーター
console-role-officer = 自治体の担当者
console-role-admin = システム管理者
console-role-auditor = 監査担当者

## 報告

console-report-lead = 接触の記録から、自治体の様式で数えます。個人の会話は含みません。
console-report-year = 年度
console-report-group = まとめ方
console-report-show = 表示する
console-report-item = 項目
console-report-xlsx = Excelで保存
console-report-csv = CSVで保存
console-report-period = { $from }から{ $to }まで　（{ $made }に集計）
console-report-missing = 要入力　{ $count }件
console-report-remarks = 数を読むときの注意
console-report-empty = この年度の記録は、まだありません。
console-fiscal-year = { $era }（{ $year }）
console-era-reiwa = 令和{ $count ->
    [1] 元
   *[other] { $count }
}年度
console-group-city = 市町村ごと
console-group-area = 地区ごと
console-actor-school = 学校
console-actor-ward = 区・市町村
console-actor-other = そのほか

## うまくいかないとき

console-error-missing = ページが見つかりません
console-error-missing-advice = 場所が変わったか、あなたの担当の外にあるかもしれません。
console-error-refused = この操作は受け付けられませんでした
console-error-refused-advice = 安全のため、ほかのサイトからの操作は止めています。管理画面を開き直して、もう一度お試しください。
console-error-busy = 少し混み合っています
console-error-busy-advice = 数秒おいて、もう一度お試しください。書いたものは送られていません。
console-error-unreadable = 内容を読み取れませんでした
console-error-unreadable-advice = 前のページに戻って、もう一度お試しください。
console-error-broken = うまく表示できませんでした
console-error-broken-advice = こちらの不具合です。しばらくしてからお試しください。続くときは、下の番号を管理の担当者に伝えてください。
console-error-reference = 問い合わせ番号 { $reference }
console-error-back = 「今日」へ戻る

## ケース
console-case = ケース
console-case-lead = ケースにすると、この人とのやりとりが市の報告に数えられます。
console-case-number = 市の番号（例：R8-012）
console-case-do = ケースにする
console-problem-case-taken = この番号のケースがもうあるか、この人にはもうケースがあります。

# この言語の名前。ほかの言語の画面に出る。
console-language-name = 日本語

## 送らずにいること

console-held = 送らずにいること
console-held-lead = 自動の会話が、送るのを待ったり、見送ったりしたことの一覧です。ことばは出ません。
console-held-open = 一覧を見る
console-held-now = 送らずに待っています
console-held-reasons = 理由
console-held-all = すべて
console-held-none = 送らずにいることは、ありません。
console-held-until = { $time }まで
console-held-never = この回は送りません
console-held-why-week = 1週間に2通まで
console-held-why-gap = 前のお知らせから48時間たっていない
console-held-why-human = スタッフと話してから1日たっていない
console-held-why-refused = 送らないでほしいと言われた
console-held-why-paused = お休み中
console-held-why-ladder = 誘いは十分に送った
console-held-why-quota = 今月の残りは、人と緊急のために取ってある
console-held-why-quiet = 送らない時間
console-held-why-busy = 別の会話のとちゅう
console-held-why-suspended = 事業が休止中
console-held-why-late = 時間が過ぎた
console-held-why-not-meant = 対象ではなくなった
console-held-why-handoff = スタッフが対応している
console-held-why-unreachable = 届かない
console-held-why-blocked = ブロックされている
console-held-why-no-consent = まだ同意をもらっていない
console-held-why-fault = 不具合で送れなかった
console-held-why-window = 相手のことばから時間がたち、この連絡手段では送れない
console-mark-held = 送らずにいます：{ $flow }（{ $why }。{ $until }）
console-quota = 今月の送信数
console-quota-line = { $used } / { $limit }通（うち予備{ $reserve }通）
console-quota-unlimited = { $used }通（上限なし）
console-quota-forecast = このままだと、月末に約{ $count }通
console-quota-closed = 予備だけになったので、自動のお知らせは来月まで待ちます。返事と緊急の連絡は送れます。

## 事業の休止

console-programme = 事業の休止と再開
console-programme-lead = 休止すると、定期のお知らせが止まり、休止の案内が届きます。人の返事は、いつでも送れます。
console-programme-runs = 動いています。
console-programme-rests = { $time }から休止しています（{ $name }さん）。
console-programme-people = { $count }人に関わります。
console-programme-rest = 休止する
console-programme-go-on = 再開する
console-programme-note = 理由（スタッフだけに見えます）
console-programme-sure = 上の人数に案内が届くことを確かめました

## 面談と支援の記録

console-booked = 面談の予約
console-met-done = 会えました
console-met-missed = 会えませんでした
console-support-label = つないだ先
console-support-begin = 支援が始まった
console-support-end = 支援が終わった
console-destination-ward-office = 役所の窓口
console-destination-agency = 関係機関
console-destination-medical-police = 医療・警察
console-destination-place-learning = 居場所・学習の支援
console-destination-school = 学校の中の支援
console-destination-other = そのほか
console-link-preparing = 準備中
console-link-offered = 提案した
console-link-in-use = 利用中
console-link-ended = 終了
console-link-declined = 断られた

## 台本

console-flows = 台本
console-flows-open = 台本を開く
console-flows-lead = 自動の会話の流れと、その言葉です。書きかえて、試して、公開できます。途中の人は、そのまま続けられます。
console-flows-page = { $title }　{ $section }
console-flows-sections = この台本のページ
console-flows-section-read = 台本
console-flows-section-edit = 編集
console-flows-section-map = 図
console-flows-section-try = ためす
console-flows-section-history = 履歴
console-flows-section-publish = 公開
console-flows-kind-flow = 会話
console-flows-kind-texts = 共通の言葉
console-flows-kind-table = 表
console-flows-kind-calendar = カレンダー
console-flows-version = 第{ $number }版
console-flows-shipped = はじめから
console-flows-as-shipped = はじめのまま
console-flows-never-published = まだ公開していません
console-flows-draft = 下書き
console-flows-drafted = 下書き { $name }さん { $ago }
console-flows-retired = 休止中
console-flows-always = いつも聞いています
console-flows-waiting = 途中 { $count }人
console-flows-stuck = 30日をこえて前の版 { $count }人
console-flows-stuck-title = 前の版のままの人がいます
console-flows-stuck-lead = 新しい版が出てから30日をこえています。「編集」で移す先（was:）を書くか、スタッフから声をかけてください。
console-flows-stuck-row = 第{ $version }版の { $step } に { $people }人（新しい版は { $since }から）
console-flows-for = 読む人
console-flows-starts = 始まり
console-flows-comma = 、
console-flows-start-follow = 友だち追加、最初のことば
console-flows-start-referral = リンクやQR { $value }
console-flows-start-code = 招待コード { $value }
console-flows-start-keyword = 合言葉 { $value }
console-flows-start-every = { $value } { $time }
console-flows-start-cron = 決まった時 { $value }
console-flows-start-on = { $value } の { $days }日 { $time }
console-flows-start-event = { $value }
console-flows-start-missed = { $value } に{ $times }回 返事なし
console-flows-period-day = 毎日
console-flows-period-week = 毎週
console-flows-period-month = 毎月
console-flows-day-sun = 日曜
console-flows-day-mon = 月曜
console-flows-day-tue = 火曜
console-flows-day-wed = 水曜
console-flows-day-thu = 木曜
console-flows-day-fri = 金曜
console-flows-day-sat = 土曜
console-flows-day-first = 第1
console-flows-day-second = 第2
console-flows-day-third = 第3
console-flows-day-fourth = 第4
console-flows-day-fifth = 第5
console-flows-day-last = 最後の
console-flows-event-handoff-closed = スタッフが対応を終えたあと
console-flows-event-support-started = 支援が始まったあと
console-flows-event-support-ended = 支援が終わったあと
console-flows-event-meeting-missed = 面談に来られなかったあと
console-flows-event-meeting-done = 面談のあと
console-flows-event-programme-suspended = 事業を休んだとき
console-flows-event-programme-resumed = 事業を再開したとき
console-flows-new = 新しい会話を作る
console-flows-new-title = 題（スタッフが読みます）
console-flows-new-name = 名前（小文字の英字、数字、_）
console-flows-new-name-hint = 例：summer_break。あとから変えられません。
console-flows-new-model = もとにするもの
console-flows-model-question = 質問ひとつの見本
console-flows-model-notice = お知らせの見本
console-flows-model-copy = 「{ $title }」の写し
console-flows-new-do = 下書きを作る
console-flows-language = 読む言葉
console-flows-role = 読む人
console-flows-read-as = この人として読む
console-flows-read-now = 公開中の版を読む
console-flows-reading-draft = 下書きを表示しています。まだだれにも届きません。
console-flows-every-question = どの質問でも
console-flows-line = { $line }行目
console-flows-no-text = 文がありません（{ $id }）
console-flows-closed = 時間外のとき
console-flows-rules = 聞いている言葉
console-flows-rule = 名前
console-flows-rule-words = 言葉
console-flows-rule-do = 行き先
console-flows-way-next = 次へ
console-flows-way-end = 終わり
console-flows-way-return = もとの会話に戻る
console-flows-way-hold = 人が終えるまで待つ
console-flows-option-none-fits = 合う時間がない
console-flows-option-none-free = 空きがないとき
console-flows-option-booked = 決まったとき
console-flows-option-declined = 断られたとき
console-flows-cue-note = メモ：{ $value }
console-flows-cue-skip-if = とばす条件
console-flows-cue-at-most = { $value }回まで。そのあと
console-flows-cue-set = 覚える
console-flows-cue-log = 数える：{ $value }
console-flows-cue-alert = 人を呼ぶ：{ $value }
console-flows-cue-media = 写真や動画：{ $value }
console-flows-cue-from = 表から
console-flows-cue-expect = 書いて答えられる
console-flows-cue-save = 答えを覚える
console-flows-cue-silence = 返事がないとき
console-flows-cue-silence-nudged = 返事がないとき { $value } に声をかけ、そのあと
console-flows-cue-no-match = { $value }回 合わないとき
console-flows-cue-branch = もし
console-flows-cue-else = そうでなければ
console-flows-cue-chance = { $value }%の割合で
console-flows-cue-wait = 待つ
console-flows-cue-run = 別の会話へ行って戻る：{ $value }
console-flows-cue-handoff = 人に引き継ぐ：{ $value }
console-flows-cue-when-closed = 人が終えたら
console-flows-cue-result = 結果
console-flows-cue-then = このあと
console-flows-team-duty = 当番
console-flows-team-lead = リーダー
console-flows-team-case-worker = 担当者
console-flows-team-outreach = アウトリーチ担当
console-flows-team-coordinator = コーディネーター
console-flows-level-now = いますぐ
console-flows-level-today = 今日中
console-flows-level-this-week = 今週中
console-flows-retire-lead = 休止すると、新しくは始まりません。途中の人は、最後まで続きます。
console-flows-retire = この会話を休止する
console-flows-revive = また始める
console-flows-beside = 日本語とならべる言葉
console-flows-beside-do = ならべる
console-flows-file-yml = 流れ
console-flows-file-csv = 表
console-flows-file-test = 会話の例
console-flows-other = { $name }さんも書いています（{ $ago }に保存）。
console-flows-check = 確かめた結果
console-flows-clean = 直すところはありません。
console-flows-problems = 直すところ { $errors }件、見直すところ { $warnings }件
console-flows-old-warnings = 前からある注意 { $count }件
console-flows-save = 下書きを保存
console-flows-to-publish = 保存して公開へ
console-flows-to-edit = 編集へ戻る
console-flows-saving = 保存しています…
console-flows-saved = 下書きを保存しました（{ $time }）
console-flows-merged = { $name }さんの書いた部分と合わせて保存しました。
console-flows-unsaved = まだ保存できていません。つながりしだい、もう一度試します。
console-flows-clash-now = { $name }さんが同じところを書きかえました。「下書きを保存」を押すと、両方を見比べられます。
console-flows-clash-lead = どちらも消えていません。残すほうを選んでください。
console-flows-clash-mine = 自分の文
console-flows-clash-theirs = { $name }さんの文
console-flows-clash-do = 選んだほうで保存する
console-flows-somebody = ほかの人
console-flows-discard = 下書きを捨てる
console-flows-discard-lead = 公開中の版に戻ります。捨てた下書きは、画面からは取り出せません。
console-flows-discard-do = 捨てる
console-flows-map-hint = 図は台本から自動で作られます。横に動かして見られます。
console-flows-try-lead = 下書きを、本物と同じしくみで試します。だれにも送られず、何も残りません。
console-flows-try-who = だれとして
console-flows-age = 年齢
console-flows-agreed = メッセージに同意している
console-flows-try-again = はじめから
console-flows-phone = ためしの電話
console-flows-clock = いまの時刻
console-flows-write = 書いて答える
console-flows-try-time = 時間と人
console-flows-try-silence = 返事なし（次の動きまで）
console-flows-try-day = 1日進める
console-flows-try-sticker = スタンプを送る
console-flows-try-closed = スタッフが対応を終える
console-flows-try-back = ひとつ戻る
console-flows-try-step = いまの段階
console-flows-try-wakes = 次に動く時
console-flows-pushed = こちらから送る
console-flows-aside-log = 数える：{ $value }
console-flows-aside-alert = 人を呼ぶ：{ $value }
console-flows-aside-handoff = 人に引き継ぐ：{ $value }。台本は黙ります。
console-flows-aside-held = いまは送らない：{ $value }
console-flows-aside-not-now = この人には、いま自分からは始まりません。合言葉として始めました。
console-flows-end-done = 終わり
console-flows-end-stopped = 本人の希望で終わり
console-flows-end-expired = 返事がないまま終わり
console-flows-end-loop = 輪になったので止めました
console-flows-end-gone = 続きがありません
console-flows-same = 違いはありません。
console-flows-was = 前
console-flows-is = 後
console-flows-texts-in = 言葉（{ $language }）
console-flows-compared = { $old } → { $new }
console-flows-compare-old = 前の版
console-flows-compare-new = 後の版
console-flows-compare = くらべる
console-flows-no-history = まだ、はじめのままです。
console-flows-in-force = 公開中
console-flows-in-spite = 注意があっても公開した理由：{ $reason }
console-flows-what-changed = 変わったところ
console-flows-restore = この版を下書きにする
console-flows-note-first-version = はじめの版
console-flows-note-shipped-version = 更新に入っていた版
console-flows-nothing-drafted = 公開する下書きはありません。
console-flows-what-changes = 変わるところ
console-flows-tests-passed = 会話の例 { $count }件、書いたとおりに進みました。
console-flows-test-failed = 会話の例「{ $name }」が、書いたとおりに進みません
console-flows-leaving = なくなる段階に、人がいます
console-flows-leaving-lead = この人たちがどうなるかを決めてください。
console-flows-keep-old = 前の版のまま続ける（30日まで）
console-flows-keep-move = { $step } に移す
console-flows-keep-end = 答えたら { $step } でおだやかに終える
console-flows-keep-do = 下書きに書きこむ
console-flows-publish-as = { $version }として公開する
console-flows-publish-lead = 途中の人は、同じ段階なら新しい版へ、そうでなければ前の版のまま続きます。言葉は、すぐに新しくなります。
console-flows-note = 何を、なぜ変えたか
console-flows-reason = 注意があっても公開する理由
console-flows-publish-do = 公開する
console-flows-problem-long = 長すぎます。1つのファイルは256 KBまでです。
console-flows-problem-clash = ほかの人が、同じところを書きかえました。
console-flows-problem-moved = このページを開いたあとに、ほかの人が保存か公開をしました。もう一度、確かめてください。
console-flows-problem-faulty = 直すところがあるので、公開できません。
console-flows-problem-unexplained = 注意があります。それでも公開する理由を書いてください。
console-flows-problem-note = 何を変えたかを書いてください。
console-flows-problem-nothing = 公開中の版と同じです。
console-flows-problem-begun = { $name }さんの下書きがあります。先に公開するか、捨ててください。
console-flows-problem-name = この名前は使えません。題も必要です。
console-flows-change-head = { $name }：「{ $from }」→「{ $to }」
console-flows-change-start-added = 始まりが増えます：{ $to }
console-flows-change-start-removed = 始まりがなくなります：{ $from }
console-flows-change-start-changed = 始まりが変わります：{ $from } → { $to }
console-flows-change-rule-added = 聞く言葉が増えます：{ $name }（{ $to }）
console-flows-change-rule-removed = 聞く言葉がなくなります：{ $name }
console-flows-change-rule-changed = 聞く言葉 { $name }：{ $from } → { $to }
console-flows-change-step-added = 段階 { $step } が増えます。
console-flows-change-step-removed = 段階 { $step } がなくなります。
console-flows-change-step-renamed = 段階の名前：{ $from } → { $to }
console-flows-change-step-moved = 段階 { $step } の場所が変わります。
console-flows-change-option-added = { $step }：選択肢 { $name } が増えます（行き先 { $to }）。
console-flows-change-option-removed = { $step }：選択肢 { $name } がなくなります。
console-flows-change-option-changed = { $step }：選択肢 { $name } の行き先 { $from } → { $to }
console-flows-change-text = { $step }：話す文が変わります（{ $from } → { $to }）。
console-flows-change-time = { $step } { $name }：{ $from } → { $to }
console-flows-change-next = { $step }：次の行き先 { $from } → { $to }
console-flows-change-setting = { $step }：{ $name } { $from } → { $to }
console-flows-key-title = 題
console-flows-key-for = 読む人
console-flows-key-wait = 待つ時間
console-flows-key-no-answer = 返事がないとき
console-flows-key-save = 覚える項目
console-flows-key-log = 数える言葉
console-flows-key-level = 急ぎかた
console-flows-key-alert = 呼ぶ人
console-flows-key-handoff = 引き継ぐ人

## 台本が動いているあいだの、こまりごと

console-trouble = 見直してほしいこと
console-trouble-a-table-has-no-row-for-this-person = この人に合う行が、表にありませんでした。代わりの文なしで先へ進みました。
console-trouble-a-flow-that-another-one-runs-is-not-there = 呼び出す会話がありませんでした。飛ばして先へ進みました。
console-trouble-a-conversation-lost-the-version-of-its-flow = 会話の版が見つからず、会話を終えました。
console-trouble-nobody-is-in-a-team = この班にはだれもいません。責任者を呼びました。
console-trouble-when = { $area }、{ $count }回、最後は{ $time }

## 連絡先（ひとりの人の、いくつかの連絡手段）

console-addresses = 連絡先
console-address-ok = 届く
console-address-blocked = ブロックされている
console-address-left = 今は届かない
console-address-first = 先に使う
console-address-prefer = 先に使う
console-address-unlink = 別の人に分ける
console-link-title = 同じ人の別の会話とまとめる
console-link-lead = 同じ人だと確かめてからまとめてください。会話はそのまま残り、あとから分けることもできます。子どもと保護者の会話は、まとめられません。
console-link-label = もう一つの会話のアドレス（ブラウザーからコピー）
console-link-do = 同じ人としてまとめる
console-link-not-found = その会話は見つかりません。会話を開いたときのアドレスをコピーして、貼り付けてください。
console-link-nothing = すでに同じ人の会話です。
console-link-other-area = 別の市区町村の会話とは、まとめられません。
console-link-other-audience = 子どもの会話と保護者の会話は、まとめられません。
console-link-other-case = どちらにもケースがあります。ケースを一つにしてから、まとめてください。
console-why-shared-telephone = 一つの電話を、子どもと保護者が使っているようだ

## きょうだいが一つのアカウントを使う時

console-sibling-speaks = いま話しているのは
console-sibling-title = きょうだいも、このアカウントを使っている
console-sibling-lead = きょうだいのケースを作ると、話している子ごとに、やりとりを数えられます。
