### 月に1回の、近況（flows/checkin_guardian.yml）。保護者が読む。
### audience: parent

# push: yes
# buttons: any
checkin_guardian-mood = こんにちは。{ $service }の自動のお便りです。ご自身の最近のお気持ちは、お天気でいうとどれに近いですか。パスでもかまいません。
    .great = ☀️ とてもよい
    .good = 🌤 まずまず
    .ok = ☁️ ふつう
    .low = 🌧 少しつらい
    .bad = ⛈ とてもつらい
    .skip = パス
    .talk = 人と話す

checkin_guardian-need = 教えてくださって、ありがとうございます。今、どうするのが楽でしょうか。
    .talk = 人と話す
    .guide = 情報を読む
    .write = 書いておく
    .quiet = そっとして

# $text は、役に立つこと（tables/guides.csv）。
checkin_guardian-guide = { $text }

checkin_guardian-note = 書いておきたいことがあれば、ひとことどうぞ。ご自身のことでも、お子さんのことでもかまいません。
    .nothing = とくにない
    .talk = 人と話す

# 人が返事をする時間より早い約束はしない。
checkin_guardian-worry =
    話してくださって、ありがとうございます。担当のスタッフに知らせます。人からのお返事は、{ $next_open }からになります。

    その前でも、「人と話したい」と送っていただいてかまいません。

# 日時は約束しない。
checkin_guardian-gathering = ありがとうございます。月に1回の、保護者どうしで話す会は、いかがですか。カメラなし、聞くだけの方もいます。
    .join = 参加したい
    .not_now = 今回はいい
    .talk = 人に聞く

checkin_guardian-join = ありがとうございます。日時と入り方は、担当から、この画面でお知らせします。お気持ちが変わっても大丈夫です。

checkin_guardian-thanks = ありがとうございます。たしかに受け取りました。いつでもお書きください。

checkin_guardian-skipped = 承知しました。パスも大切なお答えです。
