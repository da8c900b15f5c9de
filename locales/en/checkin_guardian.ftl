### How are you, once a month (flows/checkin_guardian.yml). Parents read it.

checkin_guardian-mood = Hello, an automatic note from { $service }. If the way you yourself have been feeling lately were weather, what would it be? You can pass.
    .great = ☀️ Really good
    .good = 🌤 Good
    .ok = ☁️ Okay
    .low = 🌧 A bit rough
    .bad = ⛈ Really rough
    .skip = Pass
    .talk = Talk to a person

checkin_guardian-need = Thank you for telling us. What would be easiest for you right now?
    .talk = Talk to a person
    .guide = Read something
    .write = Write it down
    .quiet = Just let me be

checkin_guardian-guide = { $text }

checkin_guardian-note = Anything you'd like to write down? About yourself or your child, a word is enough.
    .nothing = Nothing special
    .talk = Talk to a person

checkin_guardian-worry =
    Thank you for telling us. We're letting our staff know, and a person can answer from { $next_open }.

    You can write “talk to a person” before that, too.

checkin_guardian-gathering = Thank you. Would you like to join the parents' monthly chat? No camera needed, and some just listen.
    .join = I'd like to come
    .not_now = Not this time
    .talk = Ask a person

checkin_guardian-join = Thank you. Our staff will tell you here when and how to join. It's fine to change your mind.

checkin_guardian-thanks = Thank you, we've got it. Write whenever you like.

checkin_guardian-skipped = Of course. Passing is an answer too.
