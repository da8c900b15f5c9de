### 週に1回の、心の天気（flows/checkin.yml）。こどもが読む。
### audience: child

# push: yes
# buttons: any
checkin-mood =
    今週の気分は、どの天気に近い？
    パスでもいいよ。
    .great = ☀️ とてもいい
    .good = 🌤 いい感じ
    .ok = ☁️ ふつう
    .low = 🌧 少しつらい
    .bad = ⛈ とてもつらい
    .skip = パス
    .talk = 人と話す

checkin-care =
    教えてくれて、ありがとう。
    どうするのが、いちばん楽？
    .talk = 人と話す
    .idea = 休むアイデア
    .write = 書いておく
    .quiet = そっとして

# 「スタッフに知らせる」と、人が返事をする時間を言う。それより早い約束はしない。
checkin-worry =
    話してくれて、ありがとう。
    このことは、担当のスタッフに知らせるね。
    人が返事をするのは、{ $next_open }からだよ。

    その前でも「人と話したい」と送っていいよ。
    つらさは、がまんしなくていいからね。

checkin-how_week =
    書いておきたいこと、何かある？
    ひとことでも、絵文字だけでもいいよ。
    .nothing = とくにない
    .talk = 人と話す

# $text は、ひと休みのアイデア（tables/tips.csv）。
checkin-tip =
    ひと休みのアイデアをひとつ。
    { $text }

checkin-thanks =
    ありがとう。ちゃんと受け取ったよ。
    またね。

checkin-skipped = わかった。パスも、りっぱな答えだよ。
