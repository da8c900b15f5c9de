### After talking with a person (flows/followup.yml)

followup-how_was_it =
    { $role ->
        [child]
            Thank you for talking with us.
            How was it for you?
            You don't have to answer.
       *[other] Thank you for talking with us. How was it for you? There is no need to answer.
    }
    .good = Good
    .so_so = All right
    .not_yet = Still unsettled
    .talk = Talk to a person

followup-not_yet =
    { $role ->
        [child]
            Thank you for telling us.
            We'll let our staff know.
            You can write more whenever you like.
       *[other] Thank you for telling us. We'll let our staff know. Please write more whenever you like.
    }

followup-thanks =
    { $role ->
        [child] Thanks for telling us. See you.
       *[other] Thank you for telling us. Write whenever you like.
    }
