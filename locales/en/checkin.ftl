### The check-in: once a week for children, once a month for parents.

checkin-mood =
    { $role ->
        [child]
            What kind of weather has your week been?
            You can pass.
       *[other] Hello. If these days were weather, what would they be? You can pass.
    }
    .great = ☀️ Really good
    .good = 🌤 Good
    .ok = ☁️ Okay
    .low = 🌧 A bit rough
    .bad = ⛈ Really rough
    .skip = Pass

checkin-why =
    { $role ->
        [child]
            Thanks for telling us.
            If you like, tap what it's about.
            You don't have to say.
       *[other] Thank you for telling us. If you like, tap what it's about. You don't have to say.
    }
    .sleep = Sleep
    .school = School
    .family = Home
    .friends = Friends
    .not_say = I'd rather not say
    .talk = Talk to a person

checkin-worry =
    { $role ->
        [child]
            Thank you for telling us.
            We're letting our staff know.
            A person can answer from { $next_open }.

            You can write “talk to a person” before that, too.
            You don't have to just put up with it.
       *[other]
            Thank you for telling us. We're letting our staff know, and a person can answer from { $next_open }.

            You can write “talk to a person” before that, too.
    }

checkin-how_week =
    { $role ->
        [child]
            Anything you'd like to write down?
            One word or one emoji is fine.
       *[other] Anything you'd like to write down? About yourself or your child, a word is enough.
    }
    .nothing = Nothing special
    .talk = Talk to a person

checkin-tip =
    { $role ->
        [child]
            One idea for a little rest:
            { $text }
       *[other]
            One idea for a breather:
            { $text }
    }

checkin-thanks =
    { $role ->
        [child] Thanks, we've got it. See you next time.
       *[other] Thank you, we've got it. Until next time.
    }

checkin-skipped =
    { $role ->
        [child] OK. Passing is a good answer too.
       *[other] Of course. Passing is an answer too.
    }

checkin-nudge =
    { $role ->
        [child]
            Hi, this is { $service }.
            Tap any of these if you like.
            “Pass” is fine.
       *[other] Hello, this is { $service }. Tap any of these if you like. “Pass” is fine.
    }

checkin-person =
    { $role ->
        [child]
            OK, we've told our staff.
            A person will answer you here.

            It may take a little while.
            You don't need to do anything.
       *[other] We've told our staff, and a person will answer you here. It may take a little while; you don't need to do anything.
    }

checkin-person_closed =
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
