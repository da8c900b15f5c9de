### For whoever comes with the code from a letter (flows/invite_letter.yml). Anyone may see it on a shared phone.

invite_letter-hello =
    We've got your code. This is { $service }.
    The replies you get here are automatic.

    As the letter says, we won't ask your name.
    You don't have to answer, either.
    To make it stop, write “stop”.

invite_letter-who =
    Who is looking at this?
    Pick whatever comes closest.
    .child = The letter is mine
    .parent = An adult at home
    .talk = Talk to a person

invite_letter-welcome_back =
    Welcome back.
    Pick up where you left off, whenever you like.
    The replies here are automatic.
