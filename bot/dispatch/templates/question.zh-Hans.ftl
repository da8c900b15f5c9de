NAME-ask =
    今天感觉怎么样？
    不回答也没关系。
    .good = 还不错
    .talk = 和真人说说

NAME-nudge = 想选的时候，点一下就好。

NAME-thanks = 谢谢你告诉我们。

NAME-person =
    好的，已经告诉工作人员了。
    会有人在这里回复你。

NAME-person_closed =
    好的，我们会告诉工作人员。
    { $next_open }起会有人看到你的留言。

    在那之前想找人说说，也可以联系这里：
    { $hotlines }
