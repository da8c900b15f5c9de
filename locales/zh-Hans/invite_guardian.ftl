### 给家长的介绍（flows/invite_guardian.yml）。先给有用的信息，不责怪任何人。

invite_guardian-topics = 谢谢您。我们简短地整理了生活中用得上的信息。有兴趣就按一下，只看看也可以。
    .money = 费用
    .learning = 学习
    .rights = 权利
    .talk = 和真人说说

invite_guardian-guide = { $text }

invite_guardian-after_guide = 还想看别的吗？就看到这里也可以。
    .more = 其他信息
    .places = 看看有哪些地方
    .talk = 和真人说说
    .enough = 就到这里

invite_guardian-enough = 好的。希望以后能帮上您。随时发“和真人说说”，我们就会转给真人。

invite_guardian-look = 有下面这些地方。有兴趣就按一下，只看看也可以。
    .meet = 见一面
    .ask = 问工作人员

invite_guardian-gathering = 您好，这是{ $service }的自动消息。每月有一次聚会，处境相近的人轻松聊聊。不用开摄像头，不用说名字，只听也可以。
    .join = 想参加
    .not_now = 这次不了
    .talk = 先问工作人员

invite_guardian-join = 谢谢您。时间和参加方式，工作人员会在这里告诉您。改变主意也没关系。

invite_guardian-not_now = 好的，谢谢您告诉我们。我们先不打扰您。

invite_guardian-news = 您好，这是{ $service }的自动消息。给您发一条生活中用得上的信息，不用回复。
    .read = 看看
    .not_now = 这次不了
    .talk = 和真人说说
    .stop = 不要了

invite_guardian-stopped = 好的，我们不会再主动发消息。谢谢您告诉我们。想重新开始时，发“开始”就可以。
