### Handing over to a person (flows/person.yml); called by every conversation.

person-coming =
    { $role ->
        [child]
            OK, we've told our staff.
            A person will answer you here.

            It may take a little while.
            You don't need to do anything.
       *[other] We've told our staff, and a person will answer you here. It may take a little while; you don't need to do anything.
    }

person-closed =
    { $role ->
        [child]
            OK, we'll tell our staff.
            They're off right now, sorry.
            A person can read it from { $next_open }.

            If you want to talk before then:
            { $hotlines }
       *[other]
            We'll tell our staff. They're off right now; a person can read it from { $next_open }.

            If it can't wait:
            { $hotlines }
    }

person-came_back =
    { $role ->
        [child]
            Your chat with a person ends here for now.
            From here on it's the automatic guide again.
            What would you like to do next?
       *[other] Your conversation with our staff ends here for now. From here on it's the automatic guide again. What would you like to do next?
    }
    .meet = Pick a day
    .fine = I'm fine now
    .talk = Talk to them again

person-well =
    { $role ->
        [child] Glad to hear it. Write whenever you like.
       *[other] Glad to hear it. Please write whenever you like.
    }
