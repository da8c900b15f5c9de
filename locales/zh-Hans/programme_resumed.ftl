### 活动重新开始的通知（flows/programme_resumed.yml）

programme_resumed-notice =
    { $role ->
        [child]
            这是自动通知。
            又可以约见面的时间了。
            不用着急。
       *[other] 这是自动通知。又可以约见面的时间了，不用着急。
    }
    .meet = 选见面的日子
    .look = 看看有哪些地方
    .later = 下次吧
    .talk = 和真人说说

programme_resumed-later =
    { $role ->
        [child] 嗯，下次吧。随时都可以发消息。
       *[other] 好的，下次也可以。您随时都可以发消息过来。
    }
