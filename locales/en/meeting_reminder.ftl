### The day before a meeting (flows/meeting_reminder.yml)

meeting_reminder-confirm =
    { $role ->
        [child]
            An automatic note.
            There's a time set: { $meeting_at }.
            You can change it, or skip it.
       *[other] An automatic note: you have an appointment, { $meeting_at }. You can change it or skip it.
    }
    .coming = That's fine
    .change = Another day
    .cannot = Skip it this time
    .worried = I'm a bit unsure

meeting_reminder-see_you =
    { $role ->
        [child]
            Thanks. See you then: { $meeting_at }.
            If you change your mind on the day, that's OK.
       *[other] Thank you. See you then: { $meeting_at }. If something changes on the day, that's all right.
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            OK. We'll tell our staff you're skipping it.
            Thanks for letting us know.
       *[other] Of course. We'll let our staff know. Thank you for telling us.
    }

meeting_reminder-another_day =
    { $role ->
        [child] Would you like to pick another day? It doesn't have to be now.
       *[other] Would you like to pick another day? It doesn't have to be now.
    }
    .choose = Another day
    .not_now = Not now
    .talk = Talk to a person

meeting_reminder-rest =
    { $role ->
        [child] OK. Write whenever you feel like it.
       *[other] Of course. Please write whenever you like.
    }
