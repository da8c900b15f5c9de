### 定见面的日子（flows/meeting.yml），由其他对话调用。

meeting-times =
    { $role ->
        [child]
            这些时间可以约。
            有合适的就按一下。
            不选也可以。
       *[other] 这些时间可以约。请选您方便的时间，不选也可以。
    }
    .none_fits = 没有合适的
    .not_now = 现在先不定

meeting-booked =
    { $role ->
        [child]
            定在{ $meeting_at }了。
            想改、想取消都可以。
            前一天会再告诉你。
       *[other] 已定在{ $meeting_at }。随时可以更改或取消。前一天会再通知您。
    }
