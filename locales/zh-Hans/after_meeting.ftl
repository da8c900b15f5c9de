### 见面之后（flows/after_meeting.yml）

after_meeting-how =
    { $role ->
        [child]
            上次谢谢你来。
            感觉怎么样？不回答也可以。
       *[other] 上次谢谢您抽出时间。感觉怎么样？不回答也可以。
    }
    .good = 挺好的
    .so_so = 一般
    .tired = 有点累
    .talk = 和真人说说

after_meeting-tired =
    { $role ->
        [child]
            谢谢你告诉我们。
            会累是很正常的。
       *[other] 谢谢您告诉我们。会累是很自然的，请您好好休息。
    }

after_meeting-again =
    { $role ->
        [child] 要选下次见面的日子吗？
       *[other] 您想选下次见面的日子吗？
    }
    .choose = 选选看
    .think = 再想想
    .not_now = 暂时不用
    .talk = 和真人说说

after_meeting-think =
    { $role ->
        [child]
            嗯，不着急。
            想好了，发一句就行。
       *[other] 好的，不用着急。想好了，发一句就可以。
    }

after_meeting-rest =
    { $role ->
        [child]
            知道了，谢谢你告诉我们。
            想说话时，随时发消息就好。
       *[other] 好的，谢谢您告诉我们。您随时都可以发消息过来。
    }
