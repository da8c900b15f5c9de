### 把网页房间和LINE连起来。

## 房间里

link-continue = 用LINE继续
link-come = 你是从LINE里的消息来的。可以把这个房间和LINE连起来。
link-join = 连接LINE
link-no-room = 这里还没有你的房间。请先打开房间，再点一次那条消息。

## 去LINE之前的页面

link-lead =
    下一页是LINE的页面。
    连上以后，在LINE里也能接着聊。工作人员会知道是同一个人。

    如果别人也用这部手机，可能会看到LINE的通知。
link-go = 去LINE
link-back = 回到房间
link-often = 请休息一会儿，再试一次。
link-early = 请先在房间里聊几句，然后就能连接。

## 回来之后的页面

link-joined = 已经和LINE连上了。在LINE里也能接着聊。
link-friend = 连上了。在LINE里加为好友后，就能接着聊。
link-declined = 没有连接。还和以前一样，可以在房间里聊。
link-stale = 可能时间过了，或是在别的画面打开的。可以从房间再试一次。
link-unproven = LINE没能确认。可以从房间再试一次。
link-apart = 这个LINE没能连到这里。告诉工作人员，我们一起想办法。
link-away = 没能连上LINE。请过一会儿再试试。
link-none = 现在不能从这里连到LINE。可以在房间里聊。

## 在LINE里看的

link-done = 和网页房间连上了。在这里也能接着聊。
link-failed = 没能连上。房间和以前一样能用。工作人员可以再发一次。
link-invite =
    可以把网页房间和这个LINE连起来。
    请在10分钟内，用你平时进房间的设备打开。
    { $address }
