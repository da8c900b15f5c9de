### 会話の絵（`tsunagi flow graph` と管理画面）の言葉。読むのは職員。
### audience: adult
### languages: ja, en

flow-graph-about = 会話「{ $title }」の流れ図。{ $n }の段階を、上から下へ、矢印でつないでいます。

## 箱の種類
flow-graph-start = はじまり
flow-graph-say = 話す
flow-graph-ask = 質問
flow-graph-branch = 条件で分かれる
flow-graph-wait = 待つ
flow-graph-run = 別の会話
flow-graph-handoff = 人につなぐ
flow-graph-alert = 職員に知らせる
flow-graph-record = 記録する
flow-graph-end = おわり
flow-graph-return = もとの会話へもどる
flow-graph-hold = 人が終えるまで待つ

## 並べかた
# 両端の | は取り除かれる（空白を残すため）。
flow-graph-separator = ・
flow-graph-quoted = 「{ $word }」
flow-graph-more = ほか{ $n }

## 始まりかた
flow-graph-start-follow = 友だち追加・ブロック解除
flow-graph-start-referral-any = 招待のリンクやQR
flow-graph-start-referral = 招待のリンク「{ $tag }」
flow-graph-start-code = 招待コード { $letter }
flow-graph-start-code-any = 招待コード
flow-graph-start-keyword = 合言葉 { $words }
flow-graph-start-every = { $day } { $time }
flow-graph-start-own = 本人の希望があれば、その日時
flow-graph-start-cron = 決まった時刻（{ $pattern }）
flow-graph-start-on = { $moment }
flow-graph-start-event = { $event }とき
flow-graph-start-event-after = { $event }とき（{ $length }後）
flow-graph-start-missed = 「{ $flow }」に{ $n }回つづけて返事がないとき
flow-graph-start-again = { $length }以内にまた来たとき
flow-graph-start-called = ほかの会話や職員から
flow-graph-start-who = 対象: { $condition }
flow-graph-every-day = 毎日
flow-graph-every-week = 毎週 { $weekday }
flow-graph-every-month-nth = 毎月 第{ $n }{ $weekday }
flow-graph-every-month-last = 毎月 最後の{ $weekday }
flow-graph-every-year = 毎年 { $month }月{ $n }日
flow-graph-every-month-date = 毎月 { $n }日
flow-graph-rule-danger = 危ない言葉があるとき
flow-graph-rule-worry = 心配な言葉があるとき
flow-graph-rule-lost = どの答えにも合わないことが2回つづいたとき
flow-graph-rule-then = そのあと: { $then }

## 箱の中
flow-graph-skip-if = とばす: { $condition }
flow-graph-random = 同じ人はいつも同じほう
flow-graph-result = 結果: { $result }
flow-graph-rows = 表「{ $table }」から
flow-graph-alert-to = 知らせる先: { $team }（{ $level }）
flow-graph-handoff-to = つなぐ先: { $team }
flow-graph-unanswered = { $length }たっても返事がなければ { $team }へ
flow-graph-level-now = すぐ
flow-graph-level-today = 今日中
flow-graph-level-this-week = 今週中

## 矢印
flow-graph-otherwise = そのほか
flow-graph-percent = { $n }%
flow-graph-closed = 人との話が終わったら
flow-graph-at-most = { $n }回をこえたら
flow-graph-no-match = { $n }回合わないとき
flow-graph-slot-chosen = 日時を選んだ
flow-graph-slot-none = 空きがない
flow-graph-typed-text = 書いた文
flow-graph-typed-number = 数（{ $least }〜{ $most }）
flow-graph-missed = 時を過ぎていたら

## 返事がないとき
flow-graph-silence = 返事がないとき
flow-graph-silence-anywhere = ほとんどの質問で
flow-graph-silence-label = 返事がないとき（{ $times }）
flow-graph-silence-after = { $length }後
flow-graph-silence-nudged = { $times }後に声かけ、{ $length }後に次へ
flow-graph-silence-to = 返事がないとき → { $to }

## 時間
flow-graph-seconds = { $n }秒
flow-graph-minutes = { $n }分
flow-graph-hours = { $n }時間
flow-graph-days = { $n }日
flow-graph-months = { $n }か月
flow-graph-workdays = { $n }開庁日
flow-graph-forever = ずっと
flow-graph-wait-for = { $length }まつ
flow-graph-wait-until = { $moment }までまつ
flow-graph-moment-itself = { $field }
flow-graph-moment-day = { $field }の日
flow-graph-moment-before = { $field }の{ $n }日前
flow-graph-moment-after = { $field }の{ $n }日後
flow-graph-moment-time = { $moment }の{ $time }

## 条件
flow-graph-any = { $a }か{ $b }
flow-graph-and = { $a }、かつ{ $b }
flow-graph-or = { $a }、または{ $b }
flow-graph-not = 「{ $condition }」でない
flow-graph-equal = { $left }が{ $right }
flow-graph-unequal = { $left }が{ $right }でない
flow-graph-less = { $left }が{ $right }より小さい
flow-graph-at-most-value = { $left }が{ $right }以下
flow-graph-greater = { $left }が{ $right }より大きい
flow-graph-at-least = { $left }が{ $right }以上
flow-graph-in = { $left }が{ $right }のどれか
flow-graph-not-in = { $left }が{ $right }のどれでもない
flow-graph-set = { $left }がある
flow-graph-unset = { $left }がない
flow-graph-paused = お休み中
flow-graph-not-paused = お休み中でない
flow-graph-open-now = いま開いている
flow-graph-history = { $field }が{ $values }
flow-graph-streak = { $what }、{ $n }回つづけて
flow-graph-count = { $what }が{ $n }回以上
flow-graph-streak-length = { $what }のつづいた回数
flow-graph-count-length = { $what }の回数
flow-graph-drop = { $field }がふだんより{ $n }段以上低い
flow-graph-drop-length = { $field }がふだんより低い段数
flow-graph-days-since = { $field }からの日数
flow-graph-last = 前の{ $field }
flow-graph-today = 今日

## できごと
flow-graph-event-handoff-closed = 人との話が終わった
flow-graph-event-support-started = 支援が始まった
flow-graph-event-support-ended = 支援が終わった
flow-graph-event-meeting-missed = 面談に来られなかった
flow-graph-event-meeting-done = 面談が済んだ
flow-graph-event-programme-suspended = 案内を止めた
flow-graph-event-programme-resumed = 案内を再開した

## 項目と値
flow-graph-field-contact-role = 立場
flow-graph-field-contact-language = ことば
flow-graph-field-contact-age = 年齢
flow-graph-field-contact-gender = 性別
flow-graph-field-contact-grade = 学年
flow-graph-field-contact-channel = 届け先
flow-graph-field-contact-place = 居場所
flow-graph-field-contact-area = 地域
flow-graph-field-contact-entry = 入口
flow-graph-field-contact-came_from = きっかけ
flow-graph-field-contact-paused_until = お休みの終わり
flow-graph-field-contact-checkin_day = 曜日の希望
flow-graph-field-contact-checkin_time = 時刻の希望
flow-graph-field-consent-messages = 案内の同意
flow-graph-field-meeting-at = 面談
flow-graph-field-support-started_at = 支援の始まり
flow-graph-field-checkin-mood = 気分
flow-graph-field-checkin-reason = わけ
flow-graph-field-checkin-note = ひとこと
flow-graph-value-child = こども
flow-graph-value-parent = 保護者
flow-graph-value-teacher = 先生
flow-graph-value-someone = そのほかの人
flow-graph-value-unknown = まだわからない人
flow-graph-value-agree = はい
flow-graph-value-later = あとで
flow-graph-value-decline = いいえ
flow-graph-value-withdrawn = 取り消し
flow-graph-value-no-answer = 返事なし
flow-graph-value-booked = 約束できた
flow-graph-value-declined = 見送り
flow-graph-value-done = 済み
flow-graph-value-not-now = 今はいい
flow-graph-value-person = 人と話す
flow-graph-value-silent = 返事なし
flow-graph-value-stop = もういらない
flow-graph-value-join = 参加する
flow-graph-value-holiday = 祝日
flow-graph-value-schoolday = 学校のある日
flow-graph-value-workday = 開庁日
flow-graph-value-risk-week = 気をつける週
flow-graph-value-school-break = 学校の休み
flow-graph-value-term = 学期中
flow-graph-value-mon = 月曜
flow-graph-value-tue = 火曜
flow-graph-value-wed = 水曜
flow-graph-value-thu = 木曜
flow-graph-value-fri = 金曜
flow-graph-value-sat = 土曜
flow-graph-value-sun = 日曜

## つなぐ先
flow-graph-team-duty = 当番
flow-graph-team-lead = 責任者
flow-graph-team-case_worker = 担当者
flow-graph-team-outreach = 相談窓口
