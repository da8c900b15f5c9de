### What staff read when they try a conversation in a terminal (tsunagi flow play).
### languages: ja, en
### audience: adult

play-area = Example City
play-begin = Trying “{ $flow }”. A number taps a button, anything else is sent as words. /help shows more, /quit ends.
play-you = you
play-pushed = unasked, number { $count }
play-nothing = (no answer)
play-ended = The conversation is over.
play-quiet = Nothing more happens by itself.
play-waits = Something happens next at { $time }.
play-staff = A person has taken over. The script is silent.
play-closed = The person is done.
play-alert = A person is called: { $team } ({ $when }){ $why }
play-now = now
play-today = today
play-week = this week
play-handoff = A person is asked to take over: { $team } ({ $why })
play-saved = Remembered: { $field } = { $value }
play-forgotten = Forgotten: { $field }
play-counted = Counted: { $what }
play-look = A person will look at it
play-booked = Booked: { $slot }
play-begins = “{ $flow }” is to begin at { $time }.
play-held = Not said: { $why }
play-held-until = Held back until { $time }: { $why }
play-unheld = It would not begin by itself. It begins now so that you can try it.
play-set = { $field } is now { $value }.
play-back = One step back.
play-no-back = There is nothing before this.
play-no-button = There is no button of that number.
play-unknown = That is not a command. /help lists them.
play-span = A length of time is written like 30m, 3h, 1d.
play-event = What can happen: { $events }
play-time = It is { $time }. Said unasked so far: { $pushes }.
play-who = { $role }, { $language }, { $age }
play-no-fields = Nothing is remembered yet.
play-no-flow = There is no flow “{ $flow }”. There are: { $flows }
play-help =
    a number … taps that button; anything else is sent as words
    /wait 1d … lets time pass (30m, 3h, 1d)
    /silence … says nothing until something happens
    /sticker … sends a sticker
    /staff write … a person of the staff writes
    /staff close … staff are done, the script goes on
    /event meeting done … something happens
    /role parent  /language en  /age 9 … changes who you are
    /set field value … changes what is remembered
    /who  /fields … who you are, what is remembered
    /back … takes the last step back
    /quit … ends

## Why something was not said

play-why-week = at most two in seven days
play-why-gap = 48 hours between two
play-why-human = a person wrote within 24 hours
play-why-refused = they refused
play-why-paused = they asked for a rest
play-why-ladder = at most six invitations without an answer
play-why-quota = the rest of the month's quota is kept for people and emergencies
play-why-quiet = not at this hour
play-why-busy = in the middle of another conversation
play-why-suspended = the programme is suspended
play-why-late = too late by now
play-why-not_meant = not meant for this person
play-why-handoff = waiting for a person
play-why-unreachable = cannot be reached
play-why-window = the platform takes nothing from us any more
