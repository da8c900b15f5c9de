### Asking once more (flows/reinvite.yml). Started by staff with a reason; sent once.

reinvite-hello =
    { $role ->
        [child]
            It's been a while. This is { $service }.
            This is an automatic note, just this once.

            There are some new rooms and places.
            If you'd rather not look, that's fine.
       *[other] It's been a while. This is an automatic note from { $service }, just this once: there are some new rooms and places. If you'd rather not look, that's fine.
    }
    .look = Have a look
    .not_now = Not now
    .stop = No more, please
    .talk = Talk to a person

reinvite-not_now =
    { $role ->
        [child]
            OK. Thanks for telling us that, too.
            If you ever want to talk, write “start”.
       *[other] Of course. Thank you for telling us. If you ever want to begin, write “start”.
    }

reinvite-stopped =
    { $role ->
        [child]
            OK. We won't write to you any more.
            Thanks for telling us.
       *[other] Of course. We won't write to you any more. Thank you for telling us.
    }
