### The weather inside, once a week (flows/checkin.yml). Children read it.

checkin-mood =
    What kind of weather has your week been?
    You can pass.
    .great = ☀️ Really good
    .good = 🌤 Good
    .ok = ☁️ Okay
    .low = 🌧 A bit rough
    .bad = ⛈ Really rough
    .skip = Pass
    .talk = Talk to a person

checkin-care =
    Thanks for telling us.
    What would be easiest right now?
    .talk = Talk to a person
    .idea = An idea for rest
    .write = Write it down
    .quiet = Just let me be

checkin-worry =
    Thank you for telling us.
    We're letting our staff know.
    A person can answer from { $next_open }.

    You can write “talk to a person” before that, too.
    You don't have to just put up with it.

checkin-how_week =
    Anything you'd like to write down?
    One word or one emoji is fine.
    .nothing = Nothing special
    .talk = Talk to a person

checkin-tip =
    One idea for a little rest:
    { $text }

checkin-thanks = Thanks, we've got it. See you next time.

checkin-skipped = OK. Passing is a good answer too.
