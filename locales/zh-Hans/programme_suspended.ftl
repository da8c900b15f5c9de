### 活动暂停的通知（flows/programme_suspended.yml）。因传染病或灾害不能见面时用。

programme_suspended-notice =
    { $role ->
        [child]
            这是自动通知。
            见面的安排暂停一段时间。
            在这里发消息，随时都可以。
       *[other] 这是自动通知。见面的安排暂停一段时间。您照常可以在这里发消息。
    }
    .text = 发消息说
    .phones = 能打的电话
    .quiet = 静静地等

programme_suspended-phones =
    { $role ->
        [child]
            也可以打这些电话：
            { $hotlines }
       *[other]
            如果着急，也可以打这些电话：
            { $hotlines }
    }

programme_suspended-quiet =
    { $role ->
        [child]
            知道了，重新开始时会告诉你。
            在那之前也可以随时发消息。
       *[other] 好的，重新开始时会通知您。在那之前您也可以随时发消息。
    }
