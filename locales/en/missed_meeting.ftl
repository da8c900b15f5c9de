### After a day on which nobody came (flows/missed_meeting.yml). It is not mentioned.

missed_meeting-open_door =
    { $role ->
        [child]
            An automatic note.
            You can pick a new day to meet at any time.
            You don't have to pick one.
       *[other] An automatic note: you can pick a new day to meet at any time. You don't have to pick one.
    }
    .choose = Pick a day
    .later = Some other time
    .talk = Talk to a person

missed_meeting-later =
    { $role ->
        [child] Sure, some other time. Write whenever you like.
       *[other] Of course, some other time. Please write whenever you like.
    }
