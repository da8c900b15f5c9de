### 連絡手段のようす（管理画面）
### languages: ja, en
### audience: adult

channels-title = 連絡手段
channels-lead = メッセージがどう送られているか、送れなかったものがどれだけあるかを見ます。ことばは出ません。
channels-none = 連絡手段がまだありません。
channels-well = 送れています
channels-resting = 相手の会社のサーバーが答えないため、{ $until } まで休んでいます。そのあと自動で試します。
channels-trying = もう一度送れるか、試しています
channels-paused = 止まっています：{ $why }
channels-waiting = 送るのを待っている数
channels-last-success = 最後に送れた時
channels-last-failure = 最後に送れなかった時
channels-doctor = 設定の詳しい点検は、サーバーで「tsunagi doctor」を実行すると、直し方まで出ます。
console-channel-problem-unauthorized = アクセストークンが受け付けられない
console-channel-problem-forbidden = このアカウントには許されていない
console-channel-problem-refused = 送り方を断られた
console-channel-problem-gone = 相手が見つからない
console-channel-problem-blocked = 相手にブロックされている
console-channel-problem-rate-limited = 一度に送りすぎた
console-channel-problem-quota-exceeded = 今月の通数を使い切った
console-channel-problem-too-many-to-user = 同じ人に続けて送りすぎた
console-channel-problem-platform = 相手の会社のサーバーの不具合
console-channel-problem-busy = 相手の会社のサーバーが混んでいる
console-channel-problem-window-closed = 相手のことばから時間がたった
console-channel-problem-timeout = 時間内に答えがなかった
console-channel-problem-broken = 通信が途中で切れた
console-channel-problem-connect = つながらなかった
console-channel-problem-no-token = アクセストークンを受け取れなかった
console-channel-problem-unsupported = この連絡手段ではできない
console-channel-problem-unsure = 届いたかどうか分からない
console-channel-problem-no-such-channel = 設定にない連絡手段
console-channel-problem-invalid-reply-token = 返信の期限が過ぎていた
