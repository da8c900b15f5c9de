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

person-came_back =
    { $role ->
        [child]
            That was the talk with a person, for now.
            From here on it's the automatic guide again.
            What would you like to do next?
       *[other] That was the talk with our staff, for now. From here on it's the automatic guide again. What would you like to do next?
    }
    .meet = Pick a day
    .fine = I'm fine now
    .talk = Talk again

person-well =
    { $role ->
        [child] Glad to hear it. Write whenever you like.
       *[other] Glad to hear it. Please write whenever you like.
    }
