### 保護者への案内（flows/invite_guardian.yml）。まず役に立つことから。だれのせいでもない、という言い方で。
### audience: parent

# push: yes
invite_guardian-topics = ありがとうございます。暮らしに使える情報を、短くまとめました。気になるものがあれば押してください。ご覧になるだけでもかまいません。
    .money = お金のこと
    .learning = 学びのこと
    .rights = 権利のこと
    .talk = 人と話す

# $text は、役に立つこと（tables/guides.csv）。押した人への返事なので、学校という言葉が入ってもよい。
invite_guardian-guide = { $text }

# push: yes
invite_guardian-after_guide = ほかにも、ご覧になりますか。ここまででも、かまいません。
    .more = ほかの情報
    .places = 場所を見る
    .talk = 人と話す
    .enough = ここまで

invite_guardian-enough = 承知しました。また必要なときに、お役に立てればうれしいです。「人と話したい」と送っていただければ、いつでも人におつなぎします。

invite_guardian-look = 次のような場があります。気になるものがあれば、押してみてください。ご覧になるだけでもかまいません。
    .meet = 会ってみる
    .ask = 人に聞く

# 日時は約束しない。
# push: yes
invite_guardian-gathering = こんにちは。{ $service }の自動のお知らせです。同じ立場の方どうしで、月に1回、ゆるやかに話す会があります。カメラなし、お名前なし、聞くだけでも大丈夫です。
    .join = 参加したい
    .not_now = 今回はいい
    .talk = 人に聞く

invite_guardian-join = ありがとうございます。日時と入り方は、担当から、この画面でお知らせします。お気持ちが変わっても大丈夫です。

invite_guardian-not_now = 承知しました。教えてくださって、ありがとうございます。しばらく、お知らせはお休みします。

# push: yes
invite_guardian-news = こんにちは。{ $service }の自動のお知らせです。暮らしに使える情報を、ひとつお届けします。お返事は不要です。
    .read = 読んでみる
    .not_now = 今回はいい
    .talk = 人と話す
    .stop = もういらない

invite_guardian-stopped = 承知しました。こちらからは、もうお送りしません。教えてくださって、ありがとうございます。「はじめる」と送っていただければ、いつでも再開できます。
