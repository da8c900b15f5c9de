### On the day a rest ends (flows/pause_return.yml). One line; neither praise nor reproach.

pause_return-back =
    { $role ->
        [child]
            Hi, this is an automatic note.
            The quiet time you asked for is over.
            May we write to you now and then?
       *[other] Hello, this is an automatic note. The quiet time you asked for is over. May we write to you now and then?
    }
    .again = That's fine
    .more = Rest a bit more
    .stop = No more, please
    .talk = Talk to a person

pause_return-again =
    { $role ->
        [child] Thanks. We'll write now and then.
       *[other] Thank you. We'll write now and then.
    }

pause_return-more =
    { $role ->
        [child]
            OK. We'll be quiet for another month.
            Write whenever you'd like to talk.
       *[other] Of course. We won't write for another month. You can write to us whenever you like.
    }

pause_return-stopped =
    { $role ->
        [child]
            OK. We won't write to you any more.
            Thanks for telling us.

            If you ever want to talk, write “start”.
            You can always come back.
       *[other] Of course. We won't write to you any more. Thank you for telling us. If you ever want to come back, write “start”.
    }
