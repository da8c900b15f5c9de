### 没能见面的那天之后（flows/missed_meeting.yml）。不提没见成的事。

missed_meeting-open_door =
    { $role ->
        [child]
            这是自动通知。
            见面的日子，随时可以重新选。
            不选也可以。
       *[other] 这是自动通知。见面的日子随时可以重新选，不选也可以。
    }
    .choose = 选选看
    .later = 下次吧
    .talk = 和真人说说

missed_meeting-later =
    { $role ->
        [child] 嗯，下次吧。随时都可以发消息。
       *[other] 好的，下次也可以。您随时都可以发消息过来。
    }
