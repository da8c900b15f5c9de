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
place-parent_visit = まず保護者の方だけで、場の様子をご覧いただけます。お子さんと一緒でも大丈夫です。
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

## のぞいてみる（tables/peeks.csv）

peek-room =
    入っても、あいさつはしなくていい。
    はじめは、見ているだけの子が多いよ。
    出るときも、だまって出て大丈夫。

peek-game_talk =
    スタッフが、ゲームの話をしているよ。
    スタンプだけで入る子もいるよ。

peek-one_to_one =
    画面ごしに、スタッフとふたりで話すよ。
    だまっている日があっても大丈夫。

peek-learning =
    すみっこの席も、ソファもあるよ。
    何もしないで帰る日があってもいい。

## 返事のいらない便り（tables/postcards.csv）。画面ロック中にも見える。

# push: yes
postcard-cat =
    ねこは、1日の半分より長くねむるよ。
    ねこにとっては、ふつうのこと。

# push: yes
postcard-moon =
    月は、昼間に見えることもあるよ。
    白くて、うすい月。

# push: yes
postcard-penguin =
    ペンギンにも、ひざがあるよ。
    体の中に、かくれているだけ。

# push: yes
postcard-noodles =
    カップめんの3分は、長く感じるよね。
    スープの色を見ていると、すぐだよ。

# push: yes
postcard-rain =
    雨の音は、ねむくなる人が多いみたい。
    何もしない日に、ちょうどいい音。

# push: yes
postcard-cloud =
    まったく同じ形の雲は、ふたつとないよ。
    だから、空はいつも新しい。

# push: yes
postcard-octopus =
    タコの心臓は、3つあるよ。
    足は8本。なかなか、いそがしそう。

# push: yes
postcard-bread =
    食パンは、こげ目でにおいが変わるよ。
    白いままが好き、という人もいる。

## 保護者に役立つこと（tables/guides.csv）。内容は年に1回、4月に確かめる。

# audience: parent
guide-school_costs = 就学援助：学用品や給食などの費用を、市町村が助ける制度です。年度の途中でも申し込めることがあります。窓口は、市町村の教育委員会です。

# audience: parent
guide-single_parent = ひとり親の家庭には、児童扶養手当や医療費の助けがあります。ご事情が変わったときは、市町村の窓口で確かめられます。

# audience: parent
guide-high_school = 高校の費用には、国の就学支援金と、都道府県の奨学給付金があります。給付金は、返さなくてよいお金です。

# audience: parent
guide-places = 学校のほかにも、教育支援センターなど、費用のかからない学びの場があります。見学だけでも、保護者の方だけでも行けることがあります。

# audience: parent
guide-attendance = 学校の外やオンラインでの学びが、校長の判断で出席として扱われることがあります。学校と話すときは、間に入ることもできます。

# audience: parent
guide-rest = 休むことが必要なときがあると、法律（教育機会確保法）にも書かれています。休むことは、だれのせいでもありません。

# audience: parent
guide-visits = 家への訪問や面談は、日を変えたり、短くしたり、断ったりできます。断っても、この窓口は、これまでどおりお使いいただけます。

# audience: parent
guide-records = ここに書かれたことを、ご了解なく学校や役所に伝えることはありません。命や体に危険があるときだけは別です。記録を見たいときは、お申し出ください。

## 電話の窓口（flows/tables/hotlines.csv）。番号の前に出る名前

# audience: adult
hotline-sos24 = 24時間子供SOSダイヤル

# audience: adult
hotline-childline = チャイルドライン（18さいまで）

# audience: adult
hotline-abuse189 = 児童相談所（たたかれる、こわいとき）

# audience: adult
hotline-rights_child = 子どもの人権110番

# audience: adult
hotline-police = 警察（いま、あぶないとき）

# audience: adult
hotline-ambulance = 救急車・消防
