### 支援开始时（flows/support_started.yml）。锁屏上看到也看不出是支援。

support_started-welcome =
    { $role ->
        [child]
            很高兴认识你。这是自动通知。
            我们每周会问一次你的心情天气。
            跳过、休息，随时都可以。

            想说话时，发“和真人说说”。
       *[other]
            今后请多关照。这是自动通知。我们每月会问一次近况。跳过或休息，随时都可以。

            想谈谈的时候，请发“和真人说说”，负责的工作人员会回复您。
    }

support_started-day =
    星期几问心情天气比较好？
    不选的话，就在星期天。
    .wed = 星期三
    .fri = 星期五
    .sun = 星期天
    .talk = 和真人说说

support_started-thanks =
    知道了，就那一天。
    想改的时候，随时发消息就好。
