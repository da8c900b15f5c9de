### The day after a meeting (flows/after_meeting.yml)

after_meeting-how =
    { $role ->
        [child]
            Thanks for coming the other day.
            How was it? You don't have to answer.
       *[other] Thank you for your time the other day. How was it for you? There is no need to answer.
    }
    .good = Good
    .so_so = All right
    .tired = A bit tiring
    .talk = Talk to a person

after_meeting-tired =
    { $role ->
        [child]
            Thanks for telling us.
            Being tired afterwards is quite normal.
       *[other] Thank you for telling us. Being tired afterwards is only natural. Please take it easy.
    }

after_meeting-again =
    { $role ->
        [child] Would you like to pick a day to meet again?
       *[other] Would you like to pick a day to meet again?
    }
    .choose = Pick a day
    .think = Let me think
    .not_now = Not now
    .talk = Talk to a person

after_meeting-think =
    { $role ->
        [child]
            Sure. There's no hurry.
            Just write when you feel like deciding.
       *[other] Of course. There is no hurry. Just write when you'd like to decide.
    }

after_meeting-rest =
    { $role ->
        [child]
            OK. Thanks for telling us.
            Write whenever you'd like to talk.
       *[other] Of course. Thank you for telling us. Please write whenever you like.
    }
