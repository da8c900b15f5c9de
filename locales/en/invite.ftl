### The first invitation. Children read it too: short words, no pressure.

## Beginning

invite-hello =
    Hello, this is { $service }.
    The replies you get here are automatic.

    You never have to answer.
    Write “talk to a person” and a person will read it.
    A person's reply can take a little while.

invite-language =
    Which language is easiest for you?
    どのことばが よみやすいですか？
    .ja = 日本語
    .ja_hira = ひらがな
    .en = English

invite-who =
    Who is reading this?
    Pick whatever comes closest.
    .child = A young person
    .parent = A parent or carer
    .teacher = A teacher
    .someone = Someone else

invite-age =
    How old are you? Just the number is fine.
    It helps us use the right words.
    .skip = I'd rather not say

## Consent

invite-consent =
    { $role ->
        [child]
            { $service } runs this chat.
            What you write is kept, and our staff read it.

            We don't show it to your family or school behind your back.
            If someone's life may be in danger, we do ask other adults for help.

            May we send you a short message, at most twice a week?
            Write “stop” to end it any time.
       *[other]
            This chat is run by { $service }. What you write is kept on record, and only our staff read it.

            We don't pass anything on without your agreement. The one exception is danger to someone's life or safety: then we act together with the services responsible.

            May we send you news and a short check-in, at most twice a week? Write “stop” at any time to end it.
    }
    .agree = Yes
    .later = Later
    .decline = No, thanks

invite-later =
    { $role ->
        [child]
            OK, there's no hurry.
            We'll ask again in about a week.
       *[other] Of course. We'll ask once more in about a week. There is nothing you need to do until then.
    }

## Places

invite-place =
    { $role ->
        [child]
            Thanks. Here are some places you could look at.
            Just looking is fine.
       *[other] Thank you. Here is what we offer. Tap anything that interests you. Just looking is fine.
    }
    .watch = Watch the video
    .meet = Meet us once
    .ask = Ask a person

invite-video =
    { $role ->
        [child]
            A short video of what it's like.
            You can watch it on mute, or stop halfway.
       *[other] A short video of what it's like. It works without sound, too.
    }

invite-meet =
    { $role ->
        [child]
            Would you like to meet one of us?
            On screen is fine, and your camera can stay off.
            It doesn't have to be now.
       *[other] Would you like to talk with one of us, online or in person? It doesn't have to be now.
    }
    .meet = Meet us once
    .not_now = Not now
    .talk = Ask a person first

invite-first_meeting =
    { $role ->
        [child]
            These times are free.
            Tap one if it suits you.
       *[other] These times are free. Tap the one that suits you.
    }
    .none_fits = None of these

invite-booked =
    { $role ->
        [child]
            That's set: { $meeting_at }.
            You can change it or drop it any time.
            We'll remind you the day before.
       *[other] That's booked: { $meeting_at }. You can change or cancel it at any time. We'll remind you the day before.
    }

invite-confirm =
    { $role ->
        [child]
            A note about tomorrow.
            Is { $meeting_at } still OK?
            You can change it, or skip it.
       *[other] A note about tomorrow: does { $meeting_at } still suit you? You can change it if not.
    }
    .coming = That's fine
    .change = Change it
    .worried = I'm a bit unsure

invite-see_you =
    { $role ->
        [child]
            Thanks. See you { $meeting_at }.
            If you change your mind on the day, that's OK.
       *[other] Thank you. We look forward to seeing you: { $meeting_at }. If something changes on the day, that's all right.
    }

## A person answers

invite-teacher_info =
    Thank you for getting in touch. This chat helps children and parents find a person to talk with. Until one of our staff answers, please don't write a child's name or anything else that shows who they are.

invite-person =
    { $role ->
        [child]
            OK, we've told our staff.
            A person will answer you here.

            It may take a little while.
            You don't need to do anything.
       *[other] We've told our staff, and a person will answer you here. It may take a little while; you don't need to do anything.
    }

invite-person_closed =
    { $role ->
        [child]
            OK, our staff will see this.
            Our staff are off right now, sorry.
            A person can read it from { $next_open }.

            If you want to talk before then:
            { $hotlines }
       *[other]
            Our staff will see this. The office is closed right now; a person can read it from { $next_open }.

            If it can't wait:
            { $hotlines }
    }

invite-came_back =
    { $role ->
        [child]
            That was the talk with a person, for now.
            From here on it's the automatic guide again.
            What would you like to do next?
       *[other] That was the talk with our staff, for now. From here on it's the automatic guide again. What would you like to do next?
    }
    .meet = Meet us once
    .fine = I'm fine now
    .talk = Talk again

## Waiting quietly

invite-nudge =
    { $role ->
        [child]
            Hi, this is { $service }.
            Tap below if you feel like it.
            Just reading is fine.
       *[other] Hello, this is { $service }. Have a look whenever it suits you. Just reading is fine.
    }

invite-rest =
    { $role ->
        [child]
            We'll stop writing for now.

            If you ever feel like talking, send us a word.
            Any word will do.
       *[other] We'll stop writing for now. If anything comes up, a single word is enough to reach us.
    }

invite-goodbye =
    { $role ->
        [child]
            OK. Thanks for telling us.
            We'll stop our messages here.

            If you ever want to talk, write “start”.
            You can always come back.
       *[other] Thank you for telling us. We'll stop our messages here. If you ever want to come back, write “start”.
    }

invite-welcome_back =
    { $role ->
        [child]
            Welcome back. It's good to see you.
            The replies here are still automatic.
       *[other]
            Welcome back. It's good to see you.
            The replies here are still automatic.
    }

invite-well =
    { $role ->
        [child] Glad to hear it. Write whenever you like.
       *[other] Glad to hear it. Please write whenever you like.
    }
