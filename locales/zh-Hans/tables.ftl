### 表里的文字（flows/tables/*.csv）。卡片标题最多40字，正文最多60字。

## 地方

place-room =
    不开摄像头、不说名字也能进的房间。
    只看看、中途离开都可以。
    .title = 网上的房间

place-game_talk =
    只聊10分钟游戏的房间。
    很多孩子只是听着。
    .title = 聊游戏的房间

place-one_to_one =
    每周一次，和同一位工作人员说话。
    不用想好说什么。
    .title = 一对一慢慢聊

place-learning =
    看书、学习、休息都可以。
    什么时候来、什么时候走都自由。
    .title = 附近可以学习和休息的地方

place-parent_talk = 每月一次的家长交流会。不用开摄像头，只听也可以。
    .title = 家长交流会

place-parent_consult = 孩子的事，您自己的事，都可以。没理清头绪也没关系。
    .title = 单独咨询

place-parent_visit = 可以先由家长自己来看看，也可以和孩子一起来。
    .title = 参观

## 休息的小办法

tip-breath =
    慢慢地、长长地呼气，三次。
    吸气交给身体就好。

tip-sky =
    看10秒钟天空。
    隔着窗户也行，晚上也行。

tip-music =
    放一首喜欢的歌。
    不唱，只听也好。

tip-warm =
    喝一口热的东西。
    热水也行，热可可也行。

tip-one_thing =
    写下今天一件不讨厌的事。
    “点心好吃”就足够了。

tip-parent_rest = 给自己留五分钟。喝杯茶，或者出去透透气就好。

tip-parent_sleep = 日夜颠倒是很常见的事。不用急着改，能睡着就很好。

tip-parent_small = 聊一句和学校无关的小事，比如晚饭、电视。就算没有回答，声音也传到了。

tip-parent_tell = 不必一个人扛着。发“和真人说说”，工作人员会回复您。

## 先瞧瞧（tables/peeks.csv）

peek-room =
    进来不用打招呼。
    刚开始，很多孩子只是看着。
    走的时候，不说话离开也行。

peek-game_talk =
    工作人员在聊游戏。
    也有只发表情进来的孩子。

peek-one_to_one =
    隔着屏幕，和工作人员两个人说话。
    哪天不说话也没关系。

peek-learning =
    有角落的座位，也有沙发。
    什么都不做就回家也可以。

## 不用回复的小消息（tables/postcards.csv）。锁屏时也看得到。

postcard-cat =
    猫一天有一大半时间在睡觉。
    对猫来说，很平常。

postcard-moon =
    月亮白天有时也看得见。
    白白的，淡淡的。

postcard-penguin =
    企鹅也有膝盖。
    只是藏在身体里。

postcard-noodles =
    等泡面的三分钟，总觉得很长。
    看着汤的颜色，一下就到了。

postcard-rain =
    听着雨声，很多人会犯困。
    正适合什么都不做的日子。

postcard-cloud =
    没有两朵完全一样的云。
    所以天空总是新的。

postcard-octopus =
    章鱼有三个心脏。
    还有八条腿，好像挺忙的。

postcard-bread =
    吐司的香味，会随着焦色变。
    也有人喜欢白白的。

## 对家长有用的信息（tables/guides.csv）

guide-school_costs = 就学援助：市町村补助学习用品、午餐等费用的制度。年度中途有时也能申请。请向市町村的教育委员会咨询。

guide-single_parent = 单亲家庭有儿童抚养津贴（児童扶養手当）和医疗费补助。情况有变化时，可以到市町村窗口确认。

guide-high_school = 高中的费用，有国家的就学支援金和都道府县的奖学给付金（奨学給付金）。给付金不用还。

guide-places = 除了学校，还有教育支援中心（教育支援センター）等不收费的学习场所。有的地方可以只参观，或只由家长先去。

guide-attendance = 在校外或网上的学习，校长有时可以算作出席。和学校谈的时候，我们也可以从中协调。

guide-rest = 法律（教育機会確保法）也写着，有时候需要休息。休息不是谁的错。

guide-visits = 家访或面谈，可以改日子、缩短或拒绝。拒绝了，也可以照常使用这里的聊天。

guide-records = 没有您的同意，我们不会把这里写的内容告诉学校或政府机关。只有危及生命或身体时除外。想看记录时，请告诉我们。

## 电话（flows/tables/hotlines.csv），号码前的名称

hotline-sos24 = 24小时儿童SOS热线（日语）

hotline-childline = 儿童热线，18岁以下（日语）

hotline-abuse189 = 儿童咨询所（被打、害怕的时候）

hotline-rights_child = 儿童人权110热线（日语）

hotline-police = 警察（现在有危险时）

hotline-ambulance = 救护车、消防
