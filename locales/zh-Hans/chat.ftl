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

## 这种语言自己的名称

chat-language-name = 中文（简体）
