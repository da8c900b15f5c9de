### 最初的介绍（flows/invite.yml）。孩子也会读，没按身份区分的话要适合孩子。

invite-hello =
    你好，这里是{ $service }。
    这里的回复是自动的。

    不想回答的，可以不回答。
    发“和真人说说”，工作人员会看到。
    回复可能要等一会儿。

invite-who =
    请问现在看消息的是哪一位？
    按最接近的就可以。
    .child = 孩子本人
    .parent = 家长
    .teacher = 学校老师
    .someone = 其他人

invite-teacher_info =
    谢谢您联系我们。这里是让孩子和家长有机会跟人说话的聊天服务。在工作人员回复之前，请不要写姓名等能认出是谁的信息。

## 安静地等

invite-nudge =
    { $role ->
        [child]
            你好，这里是{ $service }。
            有兴趣的时候，按下面的按钮就好。
            只看看也完全可以。
       *[other] 您好，这里是{ $service }。有空的时候看看就好，只看也可以。
    }

invite-rest =
    { $role ->
        [child]
            我们先不发消息了。

            想说话时，随时发一句过来。
            什么话都可以。
       *[other] 我们先不发消息了。有事的时候，随时发一句过来就好。
    }

invite-welcome_back =
    { $role ->
        [child]
            欢迎回来，很高兴又见到你。
            和以前一样，这里是自动回复。
       *[other]
            欢迎回来。
            很高兴您再次来到这里。
            这里是自动回复。
    }
