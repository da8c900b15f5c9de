hello-greet = Hello.

hello-mood = How was your week?
    .good = Good
    .talk = Talk to a person

hello-nudge = Tap whenever you like.

hello-thanks = Thank you.

hello-person = We have told our staff.

hello-person_closed = We will read it from { $next_open }.
