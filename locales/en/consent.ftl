### Age and consent (flows/consent.yml); called by other conversations.

consent-age =
    How old are you? Just the number is fine.
    It helps us use the right words.
    .skip = I'd rather not say

# Before an answer: who runs this, who reads it, what is kept, when it is not secret, how to stop.
consent-messages =
    { $role ->
        [child]
            { $service } runs this chat.
            What you write is kept, and our staff read it.

            We don't show it to your family or anyone else behind your back.
            But if someone's life may be in danger, we talk to other adults.

            May we send you a short message, at most twice a week?
            You can write “stop” any time to end it.
       *[other]
            This chat is run by { $service }. What you write is kept on record, and only our staff read it.

            We don't pass anything on without your agreement. The one exception is danger to someone's life or safety: then we act together with the services responsible.

            May we send you news and a short check-in, at most twice a week? Write “stop” at any time to end it.
    }
    .agree = Yes
    .later = Later
    .decline = No, thanks

consent-nudge =
    { $role ->
        [child]
            Hi, this is { $service }.
            Tap below if you feel like it.
            Just reading is fine.
       *[other] Hello, this is { $service }. Have a look whenever it suits you. Just reading is fine.
    }

consent-later =
    { $role ->
        [child]
            OK, there's no hurry.
            We'll ask again in about two weeks.
       *[other] Of course. We'll ask once more in about two weeks. There is nothing you need to do until then.
    }

consent-let_be =
    { $role ->
        [child]
            OK. We won't ask again.
            If you ever want to talk, write “start”.
       *[other] Of course. We won't ask again. If you ever want to begin, write “start”.
    }

consent-goodbye =
    { $role ->
        [child]
            OK. Thanks for telling us.
            We'll stop our messages here.

            If you ever want to talk, write “start”.
            You can always come back.
       *[other] Thank you for telling us. We'll stop our messages here. If you ever want to come back, write “start”.
    }
