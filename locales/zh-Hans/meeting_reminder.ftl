### 见面前一天的通知（flows/meeting_reminder.yml）

meeting_reminder-confirm =
    { $role ->
        [child]
            这是自动通知。
            约好的时间是{ $meeting_at }。
            改时间或休息都可以。
       *[other] 这是自动通知。约好的时间是{ $meeting_at }。可以改时间，也可以休息。
    }
    .coming = 没问题
    .change = 换一天
    .cannot = 这次休息
    .worried = 有点不安

meeting_reminder-see_you =
    { $role ->
        [child]
            谢谢，{ $meeting_at }见。
            当天改变主意也没关系。
       *[other] 谢谢您。期待{ $meeting_at }和您见面。当天改变也没关系。
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            知道了，会告诉工作人员你这次休息。
            谢谢你告诉我们。
       *[other] 好的，我们会转告负责的工作人员。谢谢您告诉我们。
    }

meeting_reminder-another_day =
    { $role ->
        [child] 要选别的日子吗？不是现在也可以。
       *[other] 您想选别的日子吗？不是现在也可以。
    }
    .choose = 换一天
    .not_now = 现在不了
    .talk = 和真人说

meeting_reminder-rest =
    { $role ->
        [child] 知道了。想写的时候，随时写。
       *[other] 好的。什么时候想写都可以。
    }
