### 网页聊天的页面。标题要做到被旁人看到也没关系。

## 页面

chat-title = 消息
chat-heading = { $service }
chat-about = 不想回答的，可以不回答。
chat-start = 开始
chat-loading = 正在打开…

## 写和发送

chat-input-label = 写消息
chat-input-placeholder = 可以写在这里
chat-send = 发送
chat-sending = 正在发送…
chat-sent = 已发送
chat-failed = 还没有发出去。你写的内容还在。
chat-retry = 再发一次
chat-discard = 不发了
chat-too-long = 有点长，请分成两次发送。

## 隐藏

chat-hide = 隐藏
chat-hide-hint = 马上切换到别的页面，这里的对话会从屏幕上消失。
chat-hide-key = 连按两次 Esc 键也可以隐藏。

## 连接

chat-offline = 现在没有联网。你写的内容，联网后会发出去。
chat-reconnecting = 正在重新连接…
chat-online = 已连接
chat-gone = 因为有一段时间没有使用，页面已关闭。

## 谁在说话

chat-automatic = 自动回复
chat-person = { $person }（工作人员）
chat-person-unnamed = 工作人员
chat-you = 你
chat-now-person = 从这里开始，由真人回复。
chat-now-waiting = 已经告诉工作人员了。接下来会由真人回复。
chat-now-automatic = 从这里开始，是自动回复。

## 接着上次

chat-resume = 可以接着上次继续。
chat-resume-continue = 继续看
chat-resume-new = 重新开始
chat-keep-on = 以后可以在这台设备上继续看
chat-keep-off = 关闭后，从这台设备上删除

## 语言

chat-language = 语言
chat-kana-on = 改成平假名
chat-kana-off = 改回汉字

## 可以打的电话

chat-hotlines = 想马上找人说话时
chat-hotlines-emergency = 有危险时请打电话：警察110，救护车119。
chat-hotlines-more = 看看其他电话

## 读屏用

chat-log-label = 到目前为止的消息
chat-choices-label = 可以选择的回答
chat-cards-label = 介绍卡片
chat-new-message = 来了新消息
chat-picture = 图片
chat-video = 视频
chat-video-play = 播放视频
chat-skip = 跳到写消息的地方
chat-close = 关闭
chat-menu = 菜单

## 通知（锁屏时也看得到）

chat-notice = 有1条通知

## 不能用的时候

chat-no-script = 这个页面需要 JavaScript。如果无法开启，可以拨打下面的电话。
chat-not-found = 没有找到这个页面。
chat-trouble = 没能打开。请过一会儿再试试。
chat-embed-open = 打开聊天
chat-embed-close = 关闭聊天

## 撤回

chat-unsend = 撤回
chat-unsent = 已撤回
chat-chosen = 你选的回答

## “隐藏”之后看到的页面

chat-exit-title = 日历
chat-exit-days = 日 一 二 三 四 五 六

## 链接和代码

chat-door = 这个链接是你的房间钥匙。
chat-door-open = 打开房间
chat-key-refused = 这个链接或代码没能打开。告诉工作人员，就能拿到新的。也可以不说名字，直接开始。
chat-code-have = 我有代码
chat-code-label = 代码
chat-code-open = 打开
chat-code-joins = 输入工作人员给你的代码，他们就知道是你。
chat-code-joined = 连上了。工作人员知道是你。
chat-room-yours = 这里是你的房间。你写的内容，工作人员会看。

## 图片锁

chat-lock-title = 请按顺序点图片
chat-lock-pictures = 锁的图片
chat-lock-hint = 这是给大家共用的屏幕准备的锁。不知道图片的人打不开。
chat-lock-choose = 请按顺序选3张或4张图片。
chat-lock-count = 选了{ $count }张
chat-lock-repeat = 请按同样的顺序再选一次。
chat-lock-differs = 好像和刚才不一样。从头再选吧。
chat-lock-back = 退回一张
chat-lock-done = 就这样
chat-lock-set = 用图片上锁
chat-lock-change = 换锁的图片
chat-lock-shut = 现在上锁
chat-lock-off = 取消锁
chat-lock-is-set = 已经上锁。5分钟不用，会自动锁上。
chat-lock-is-off = 锁已取消。
chat-lock-wrong = 好像不对。可以再试一次。
chat-lock-wait = 先休息一下。过一会儿可以再试。
chat-lock-again = 可以再试一次了。
chat-lock-closed = 试错的次数多了，这个房间已关闭。告诉工作人员，就能拿到新的链接。
chat-lock-forgot = 忘了图片
chat-lock-forgot-hint = 没关系。工作人员可以做一个新的链接。
chat-lock-tell = 告诉工作人员
chat-lock-told = 已经告诉工作人员了。
chat-lock-new = 不说名字，直接聊

## 锁上图片的名称

chat-lock-sun = 太阳
chat-lock-moon = 月亮
chat-lock-star = 星星
chat-lock-flower = 花朵
chat-lock-tree = 树
chat-lock-apple = 苹果
chat-lock-fish = 鱼
chat-lock-cat = 猫
chat-lock-house = 房子
chat-lock-boat = 小船
chat-lock-umbrella = 雨伞
chat-lock-ball = 球

## 发送图片

chat-picture-send = 发送图片
chat-picture-mine = 你发的图片
chat-picture-refused = 这张图片没能发出去。可以试试别的图片。

## 不用 JavaScript 的页面

chat-plain = 用简单的页面聊
chat-plain-look = 看新消息
chat-plain-hide = 切换到别的页面。从这个屏幕不能再回到对话。

## 这种语言自己的名称

chat-language-name = 中文（简体）
