### 休息结束的那天（flows/pause_return.yml）。只说一句，不夸也不怪。

pause_return-back =
    { $role ->
        [child]
            你好，这是自动通知。
            休息的时间告一段落了。
            以后可以再偶尔发消息吗？
       *[other] 您好，这是自动通知。休息的时间告一段落了。以后可以再偶尔给您发消息吗？
    }
    .again = 可以
    .more = 再休息一阵
    .stop = 不要了
    .talk = 和真人说说

pause_return-again =
    { $role ->
        [child] 谢谢。我们会偶尔发些小消息。
       *[other] 谢谢您。我们会偶尔发消息。
    }

pause_return-more =
    { $role ->
        [child]
            知道了，再休息一个月，我们不打扰你。
            想说话时，随时发消息就好。
       *[other] 好的。接下来一个月，我们不会发消息。您随时都可以发消息过来。
    }

pause_return-stopped =
    { $role ->
        [child]
            知道了，我们不会再主动发消息。
            谢谢你告诉我们。

            想说话时，发“开始”就可以。
            随时都能回来。
       *[other] 好的，我们不会再主动发消息。谢谢您告诉我们。想重新开始时，发“开始”就可以。
    }
