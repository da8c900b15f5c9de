### The programme rests (flows/programme_suspended.yml). No end date is promised.

programme_suspended-notice =
    { $role ->
        [child]
            An automatic note.
            For a while, meetings are on hold.
            Writing here works as always.
       *[other] An automatic note: for a while, meetings are on hold. Writing to us here goes on as before.
    }
    .text = Talk in writing
    .phones = Places to call
    .quiet = I'll just wait

programme_suspended-phones =
    { $role ->
        [child]
            You can also call these places:
            { $hotlines }
       *[other]
            If it can't wait:
            { $hotlines }
    }

programme_suspended-quiet =
    { $role ->
        [child]
            OK. We'll tell you when it starts again.
            You can write any time until then.
       *[other] Of course. We'll tell you when it starts again. You can write at any time until then.
    }
