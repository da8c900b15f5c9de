### 再一次的介绍（flows/reinvite.yml）。工作人员写明理由后才开始，只发一次。

reinvite-hello =
    { $role ->
        [child]
            好久不见，这里是{ $service }。
            这条自动消息只发一次。

            有了新的房间和地方。
            不想看的话，不用理会就好。
       *[other] 好久不见，这里是{ $service }，这条自动消息只发一次。房间和地方的介绍更新了。不用理会也可以。
    }
    .look = 看看
    .not_now = 暂时不用
    .stop = 不要了
    .talk = 和真人说说

reinvite-not_now =
    { $role ->
        [child]
            知道了，谢谢你告诉我们。
            想说话时，发“开始”就可以。
       *[other] 好的，谢谢您告诉我们。想开始时，发“开始”就可以。
    }

reinvite-stopped =
    { $role ->
        [child]
            知道了，我们不会再主动发消息。
            谢谢你告诉我们。
       *[other] 好的，我们不会再主动发消息。谢谢您告诉我们。
    }
