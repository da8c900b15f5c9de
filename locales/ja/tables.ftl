### 表の文（flows/tables/*.csv）。カードは題（.title）が40字まで、文が60字まで。
### audience: child

## 場所

place-room =
    カメラなし、名前なしで入れる部屋です。
    見ているだけでも、とちゅうで出ても大丈夫。
    .title = オンラインの部屋

place-game_talk =
    ゲームの話をする、10分だけの部屋。
    聞いているだけの子も多いよ。
    .title = ゲームの話の部屋

place-one_to_one =
    いつも同じスタッフと、週に1回話せるよ。
    話すことは、決めなくて大丈夫。
    .title = ひとりと、ゆっくり話す

place-learning =
    本を読んでも、勉強しても、休んでもいい。
    来る時間も、帰る時間も自由だよ。
    .title = 近くの、学びと休みの場所

# audience: parent
place-parent_talk = 月に1回、保護者どうしで話す会です。カメラなし、聞くだけの参加もできます。
    .title = 保護者の集まり

# audience: parent
place-parent_consult = お子さんのことも、ご自身のことも。まとまっていなくても大丈夫です。
    .title = 個別のご相談

# audience: parent
place-parent_visit = まず保護者の方だけで、場の様子をご覧いただけます。お子さんと一緒でも。
    .title = 場所の見学

## ひと休みのアイデア

tip-breath =
    ゆっくり、長く息をはく。それを3回。
    すうのは、体にまかせて大丈夫。

tip-sky =
    10秒だけ、空を見る。
    窓ごしでもいいし、夜でもいいよ。

tip-music =
    好きな曲を、1曲だけ流す。
    歌わなくても、聞くだけでもいいよ。

tip-warm =
    あたたかいものを、ひと口のむ。
    お湯でも、ココアでも。

tip-one_thing =
    今日、いやじゃなかったことを1つ書く。
    「おやつがおいしかった」でも十分。

# audience: parent
tip-parent_rest = 5分だけ、ご自分のための時間を。お茶を飲むだけでも、外の空気を吸うだけでも。

# audience: parent
tip-parent_sleep = 昼と夜が逆になるのは、よくあることです。急いで直さなくても大丈夫。まずは、眠れていることを大切に。

# audience: parent
tip-parent_small = 夕ごはんのこと、テレビのこと。学校とは別の、たわいない話をひとつだけ。返事がなくても、声は届いています。

# audience: parent
tip-parent_tell = おひとりで抱えなくて大丈夫です。「人と話したい」と送っていただければ、スタッフがお返事します。
