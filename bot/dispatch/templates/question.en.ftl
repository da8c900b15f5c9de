NAME-ask =
    How are things today?
    You do not have to answer.
    .good = Going well
    .talk = Talk to a person

NAME-nudge = Whenever you like, just pick one.

NAME-thanks = Thank you for telling us.

NAME-person =
    All right. We have told our staff.
    A person will write to you here.

NAME-person_closed =
    All right. We will tell our staff.
    A person will be back from { $next_open }.

    If you would like to talk before that, you can also reach these:
    { $hotlines }
