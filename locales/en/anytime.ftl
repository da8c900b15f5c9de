### At any time, in the middle of any conversation.

## Danger: the same words by day and by night, and no promise that may not be kept.

anytime-danger =
    { $role ->
        [child]
            Thank you for telling us.
            You can call these places right now:
            { $hotlines }

            If you're in danger right now, please call.
            Police 110, ambulance 119.

            This is an automatic reply.
            We've already told our staff.
            A person's answer may take a little while.
       *[other]
            Thank you for telling us. You can call these places right now:
            { $hotlines }

            If anyone is in danger right now, please call 110 (police) or 119 (ambulance).

            This is an automatic reply. We've already told our staff. A person's answer may take a little while.
    }

anytime-concern =
    { $role ->
        [child]
            Thank you for telling us.
            This matters, so our staff will read it too.
            You can write more if you want to.
       *[other] Thank you for telling us. This matters, so our staff will read it too. Please go on writing if you like.
    }

## Talking to a person

anytime-person =
    { $role ->
        [child]
            OK, we've told our staff.
            A person will answer you here.

            It may take a little while.
            You don't need to do anything.
       *[other] We've told our staff, and a person will answer you here. It may take a little while; you don't need to do anything.
    }

anytime-person_closed =
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

## Resting and stopping

anytime-pause =
    { $role ->
        [child] Sure. How long shall we be quiet?
       *[other] Of course. How long shall we be quiet?
    }
    .one_week = One week
    .one_month = One month
    .until_i_write = Until I write

anytime-paused =
    { $role ->
        [child] OK, we'll be quiet until then. Write whenever you like.
       *[other] We won't write to you until then. You can write to us whenever you like.
    }

anytime-skipped =
    { $role ->
        [child] OK, we'll skip this week. See you.
       *[other] Of course. We'll skip it this time.
    }

anytime-stop =
    { $role ->
        [child]
            All right. We've stopped writing to you.
            If you change your mind, choose below.
            Otherwise you don't have to do anything.
       *[other] All right. We've stopped writing to you. If you change your mind, choose below; otherwise there is nothing you need to do.
    }
    .stop = Leave it stopped
    .pause = Just take a break
    .keep = Keep writing to me

## Words that no question asked for

anytime-received =
    { $role ->
        [child]
            Thank you for writing.
            This is an automatic reply.
            { $open ->
                [yes] A person will read it too.
               *[no] A person will read it from { $next_open }.
            }
       *[other] Thank you for writing. This is an automatic reply. { $open ->
            [yes] A person will read your message too.
           *[no] A person will read your message from { $next_open }.
        }
    }

anytime-arrived =
    { $role ->
        [child]
            { $sent ->
                [image] Your photo arrived.
                [video] Your video arrived.
                [audio] Your voice message arrived.
                [sticker] Your sticker arrived.
                [location] Your location arrived.
               *[other] It arrived.
            }
            Thank you for sending it.
            This is an automatic reply.
            { $open ->
                [yes] A person will look at it too.
               *[no] A person will look at it from { $next_open }.
            }
       *[other]
            { $sent ->
                [image] Your photo arrived.
                [video] Your video arrived.
                [audio] Your voice message arrived.
                [sticker] Your sticker arrived.
                [location] Your location arrived.
               *[other] It arrived.
            }
            Thank you for sending it.
            This is an automatic reply.
            { $open ->
                [yes] A person will look at it too.
               *[no] A person will look at it from { $next_open }.
            }
    }

anytime-stopped =
    { $role ->
        [child]
            Stopped. We won't write to you any more.
            Thank you for reading this far.

            If you ever want to talk, write “start”.
            You can always come back.
       *[other] Stopped. We won't write to you any more. Thank you for reading this far. If you ever want to come back, write “start”.
    }

## Language, and not understanding

anytime-language_changed = From now on we'll write in English.

anytime-not_understood =
    { $role ->
        [child]
            Sorry, this is automatic and didn't get that.
            Tap one below, or try other words.
       *[other] Sorry, this is automatic and didn't understand. Please tap one of the options, or try other words.
    }

anytime-lost =
    { $role ->
        [child]
            Sorry, we still didn't get that.
            Try once more? Or talk to a person?
       *[other] Sorry, we still didn't understand. Would you like to try once more, or talk to a person?
    }
    .again = Once more
    .person = Talk to a person

## Codes on letters

anytime-code_unknown =
    { $role ->
        [child]
            We couldn't find that code.
            Have another look at the letter and try again.

            No code? That's fine.
            You can ask for a person below.
       *[other] Sorry, we couldn't find that code. Please have another look at the letter and try again. You don't need a code: you can also ask for a person below.
    }

anytime-code_used =
    { $role ->
        [child]
            That code can't be used any more.
            That's OK. You can talk here anyway.

            If you'd like a new code, ask for a person below.
       *[other] That code has already been used or has expired. You can talk to us here all the same. If you need a new code, ask for a person below.
    }
