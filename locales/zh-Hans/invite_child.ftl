### 给孩子的邀请（flows/invite_child.yml）。不用回复的小消息，慢慢来。
### 不提学校和难受的事，谁看到都没关系。

## 地方

invite_child-look =
    谢谢。这里有一些地方。
    只看看也可以。
    .peek = 先瞧瞧
    .meet = 见一面
    .ask = 问工作人员

invite_child-peek =
    进去看看，大概是这样：
    { $text }

invite_child-film =
    还有一段短视频。
    静音看、看一半都可以。

invite_child-meet =
    要不要和工作人员见一次？
    隔着屏幕、不露脸都可以。
    不是现在也没关系。
    .meet = 见一面
    .not_now = 暂时不用
    .talk = 先问工作人员

## 小消息

invite_child-two_ways =
    自动发来一道选哪个都行的二选一。
    饭团的馅，金枪鱼还是梅子？
    当然，不选也行。
    .tuna = 金枪鱼
    .plum = 梅子
    .both = 都喜欢
    .skip = 跳过

invite_child-two_ways_thanks =
    原来如此，谢谢你告诉我们。
    海苔软的脆的，都好吃。

invite_child-postcard =
    自动发来的一句话。
    不用回复。

    { $text }

invite_child-room =
    有个房间，可以聊游戏和喜欢的东西。
    不开摄像头，不用说名字，只听也行。
    中途离开也没关系。
    .meet = 去看看
    .not_now = 暂时不用
    .talk = 问工作人员
    .stop = 不要了

invite_child-not_now =
    知道了，谢谢你告诉我们。
    我们先不打扰你。

invite_child-stopped =
    知道了，我们不会再主动发消息。
    谢谢你告诉我们。

    想说话时，发“开始”就可以。
    随时都能回来。
