### 凭信上的代码来的人（flows/invite_letter.yml）。信上的承诺原样说出来。
### 同一部手机被别人看到也没关系。

invite_letter-hello =
    代码收到了，这里是{ $service }。
    这里的回复是自动的。

    就像信上写的，我们不问名字。
    不回复也没关系。
    想停的时候，发“停止”就会停。

invite_letter-who =
    请问看消息的是哪一位？
    按接近的那个就可以。
    .child = 收信的本人
    .parent = 家里的大人
    .talk = 和真人说说

invite_letter-welcome_back =
    欢迎回来。
    随时可以接着上次继续。
    这里是自动回复。
