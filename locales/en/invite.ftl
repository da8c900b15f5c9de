### The first invitation. Children read it too: short words, no pressure.

invite-hello =
    Hello, this is { $service }.
    The replies you get here are automatic.

    You never have to answer.
    Write “talk to a person” and a person will read it.
    A person's reply can take a little while.

invite-who =
    Who is reading this?
    Pick whatever comes closest.
    .child = A young person
    .parent = A parent or carer
    .teacher = A teacher
    .someone = Someone else

invite-teacher_info =
    Thank you for getting in touch. This chat helps children and parents find a person to talk with. Until one of our staff answers, please don't write names or anything else that shows who someone is.

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

invite-welcome_back =
    { $role ->
        [child]
            Welcome back. It's good to see you.
            The replies here are still automatic.
       *[other]
            Welcome back. It's good to see you.
            The replies here are still automatic.
    }
