### 和真人说过之后（flows/followup.yml），工作人员交回对话时选用。

followup-how_was_it =
    { $role ->
        [child]
            谢谢你和我们说话。
            说过之后，感觉怎么样？
            不回答也没关系。
       *[other] 谢谢您和我们交谈。谈过之后，感觉怎么样？不回答也可以。
    }
    .good = 挺好的
    .so_so = 一般
    .not_yet = 心里还堵着
    .talk = 和真人说说

followup-not_yet =
    { $role ->
        [child]
            谢谢你告诉我们。
            我们也会告诉工作人员。
            想接着写，随时都可以。
       *[other] 谢谢您告诉我们。我们也会告诉负责的工作人员。您随时可以接着写。
    }

followup-thanks =
    { $role ->
        [child] 谢谢你告诉我们。下次见。
       *[other] 谢谢您告诉我们。您随时都可以发消息过来。
    }
