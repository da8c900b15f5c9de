### When support begins (flows/support_started.yml). On a lock screen it does not look like support.

support_started-welcome =
    { $role ->
        [child]
            Good to have you here. This is an automatic note.
            Once a week we'll ask about the weather inside you.
            You can pass or take a break any time.

            To talk, write “talk to a person”.
       *[other]
            It's good to be in touch. This is an automatic note. Once a month we'll ask how you are. You can pass or take a break at any time.

            To talk, write “talk to a person”, and one of our staff will answer.
    }

support_started-day =
    Which day is easiest for the weather question?
    If you don't choose, it will be Sunday.
    .wed = Wednesday
    .fri = Friday
    .sun = Sunday
    .talk = Talk to a person

support_started-thanks =
    OK, that day it is.
    Write any time if you'd like to change it.
