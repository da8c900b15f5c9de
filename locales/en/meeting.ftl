### Choosing a day to meet (flows/meeting.yml); called by other conversations.

meeting-times =
    { $role ->
        [child]
            These times are free.
            Tap one if it suits you.
            You don't have to pick any.
       *[other] These times are free. Tap the one that suits you. You don't have to pick any.
    }
    .none_fits = None of these
    .not_now = Not for now

meeting-booked =
    { $role ->
        [child]
            That's set: { $meeting_at }.
            You can change it or call it off any time.
            We'll remind you the day before.
       *[other] That's booked: { $meeting_at }. You can change or cancel it at any time. We'll remind you the day before.
    }
