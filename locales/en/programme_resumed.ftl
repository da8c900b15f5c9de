### The programme begins again (flows/programme_resumed.yml)

programme_resumed-notice =
    { $role ->
        [child]
            An automatic note.
            Meeting up is possible again.
            There's no hurry.
       *[other] An automatic note: meetings are possible again. There is no hurry.
    }
    .meet = Pick a day
    .look = See the places
    .later = Some other time
    .talk = Talk to a person

programme_resumed-later =
    { $role ->
        [child] Sure, some other time. Write whenever you like.
       *[other] Of course, some other time. Please write whenever you like.
    }
