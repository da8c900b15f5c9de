### 活动暂停的通知（flows/programme_suspended.yml）。因传染病或灾害不能见面时用。

programme_suspended-notice =
    { $role ->
        [child]
            这是自动通知。
            见面的安排暂停一段时间。
            在这里写文字，随时都可以。

            也有可以打电话的地方：
            { $hotlines }
       *[other]
            这是自动通知。见面的安排暂停一段时间。在这里的文字往来照常继续。

            着急的时候，也可以联系这里：
            { $hotlines }
    }
    .text = 用文字说
    .quiet = 静静地等

programme_suspended-quiet =
    { $role ->
        [child]
            知道了，重新开始时会告诉你。
            在那之前也可以随时写。
       *[other] 好的，重新开始时会通知您。在那之前也可以随时写过来。
    }
