### 见面前一天的通知（flows/meeting_reminder.yml）

meeting_reminder-confirm =
    { $role ->
        [child]
            这是自动通知。
            约好的时间是{ $meeting_at }。
            改时间或不来都可以。
       *[other] 这是自动通知。约好的时间是{ $meeting_at }。可以改时间，也可以不来。
    }
    .coming = 没问题
    .change = 换一天
    .cannot = 这次先不来
    .worried = 有点担心

meeting_reminder-see_you =
    { $role ->
        [child]
            谢谢，{ $meeting_at }见。
            当天改变主意也没关系。
       *[other] 谢谢您。期待{ $meeting_at }和您见面。当天有变化也没关系。
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            知道了，会告诉工作人员你这次不来。
            谢谢你告诉我们。
       *[other] 好的，我们会转告负责的工作人员。谢谢您告诉我们。
    }

meeting_reminder-another_day =
    { $role ->
        [child] 要选别的日子吗？不是现在也可以。
       *[other] 您想选别的日子吗？不是现在也可以。
    }
    .choose = 换一天
    .not_now = 暂时不用
    .talk = 和真人说说

meeting_reminder-rest =
    { $role ->
        [child] 知道了。想说的时候，随时发消息。
       *[other] 好的。您随时都可以发消息过来。
    }
