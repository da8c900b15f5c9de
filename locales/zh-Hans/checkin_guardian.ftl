### 每月一次的近况（flows/checkin_guardian.yml），家长读。

checkin_guardian-mood = 您好，这是{ $service }的自动消息。您自己最近的心情，像哪种天气？不选也可以。
    .great = ☀️ 很好
    .good = 🌤 还可以
    .ok = ☁️ 一般
    .low = 🌧 有点难熬
    .bad = ⛈ 很难熬
    .skip = 跳过
    .talk = 和真人说说

checkin_guardian-need = 谢谢您告诉我们。现在怎么做，您会轻松一些？
    .talk = 和真人说说
    .guide = 看看信息
    .write = 写下来
    .quiet = 想静一静

checkin_guardian-guide = { $text }

checkin_guardian-note = 有想写下来的，写一句就好。关于您自己或孩子都可以。
    .nothing = 没什么
    .talk = 和真人说说

checkin_guardian-worry =
    谢谢您说出来。我们会告诉负责的工作人员。{ $next_open }起，会有真人回复您。

    在那之前，您也可以发“和真人说说”。

checkin_guardian-gathering = 谢谢您。每月有一次家长之间的交流会，您想参加吗？不用开摄像头，只听也可以。
    .join = 想参加
    .not_now = 这次不了
    .talk = 先问工作人员

checkin_guardian-join = 谢谢您。时间和参加方式，工作人员会在这里告诉您。改变主意也没关系。

checkin_guardian-thanks = 谢谢您，我们收到了。您随时都可以发消息过来。

checkin_guardian-skipped = 好的。跳过也是一种回答。
