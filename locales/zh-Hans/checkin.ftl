### 每周一次的心情天气（flows/checkin.yml），孩子读。

checkin-mood =
    这周的心情，像哪种天气？
    不选也可以。
    .great = ☀️ 很好
    .good = 🌤 还不错
    .ok = ☁️ 一般
    .low = 🌧 有点难受
    .bad = ⛈ 很难受
    .skip = 跳过
    .talk = 和真人说说

checkin-care =
    谢谢你告诉我们。
    怎么做你会轻松些？
    .talk = 和真人说说
    .idea = 休息的小办法
    .write = 写下来
    .quiet = 想静一静

checkin-worry =
    谢谢你说出来。
    我们会告诉负责的工作人员。
    { $next_open }起，会有真人回复你。

    在那之前，也可以发“和真人说说”。
    难受的时候，不用忍着。

checkin-how_week =
    有什么想写下来的吗？
    一句话、一个表情都可以。
    .nothing = 没什么
    .talk = 和真人说说

checkin-tip =
    一个小小的休息办法：
    { $text }

checkin-thanks =
    谢谢，我们收到了。
    下次见。

checkin-skipped = 知道了。跳过也是很好的回答。
