### こどもへの誘い（flows/invite_child.yml）。返事のいらない便りを、何か月でも、そっと。
### 学校やつらいことの話はしない。だれが見ても困らない言葉だけにする。
### audience: child

## 場所

# push: yes
invite_child-look =
    ありがとう。こんなところがあるよ。
    見るだけでも大丈夫。
    .peek = のぞいてみる
    .meet = 会ってみる
    .ask = 人に聞く

# $text は、入るとどんな感じか（tables/peeks.csv）。
invite_child-peek =
    入ってみると、こんな感じ。
    { $text }

invite_child-film =
    短い動画もあるよ。
    音なしでも、とちゅうまででもいいよ。

# push: yes
invite_child-meet =
    一度、スタッフと会ってみる？
    画面ごしでも、顔を出さなくてもいいよ。
    今じゃなくても大丈夫。
    .meet = 会ってみる
    .not_now = 今はいい
    .talk = 先に人に聞く

## 便り

# push: yes
invite_child-two_ways =
    自動でとどく、どうでもいい2択だよ。
    おにぎりの中身、ツナと梅なら？
    選ばないのも、もちろんいいよ。
    .tuna = ツナ
    .plum = 梅
    .both = どっちも
    .skip = パス

invite_child-two_ways_thanks =
    なるほど。教えてくれて、ありがとう。
    のりは、しっとりも、パリパリもいいよね。

# $text は、便りの中身（tables/postcards.csv）。
# push: yes
invite_child-postcard =
    自動でとどく、ひとこと便りだよ。
    返事はいらないよ。

    { $text }

# 開く日時は約束しない。日時は、空いている時間から選ぶか、人が知らせる。
# push: yes
invite_child-room =
    ゲームや好きなものの話をする部屋があるよ。
    カメラなし、名前なし。聞くだけでもいいよ。
    とちゅうで出ても大丈夫。
    .meet = 行ってみる
    .not_now = 今はいい
    .talk = 人に聞く
    .stop = もういらない

invite_child-not_now =
    わかった。それも教えてくれてありがとう。
    しばらく静かにしているね。

invite_child-stopped =
    わかった。もう、こちらからは送らないね。
    教えてくれて、ありがとう。

    話したくなったら「はじめる」と送ってね。
    いつでも戻れるよ。
