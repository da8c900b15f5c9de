### The pages of messages to many, for staff.
### audience: adult

broadcast-title = Broadcasts
broadcast-lead = One message to many people. You see how many and what it costs before it goes, and can take it back after confirming. Nobody else has to agree; who did what is on record.
broadcast-none = There are none yet.
broadcast-write = Write a broadcast
broadcast-back = Back
broadcast-line = { $time } · { $count } people
broadcast-comma = {", "}
broadcast-channel-in = { $channel } ({ $area })
broadcast-hint = “{ $words }”: { $hint }

## State

broadcast-state-draft = Draft
broadcast-state-confirmed = About to be sent
broadcast-state-sending = Being sent
broadcast-state-done = Sent
broadcast-state-stopped = Stopped
broadcast-state-undone = Taken back

## Writing

broadcast-what = What is said
broadcast-words = The words in Japanese
broadcast-words-hint = An empty line begins a new bubble. { "{area}" } becomes the name of the person's municipality. No buttons, no pictures.
broadcast-other-languages = Write in other languages too
broadcast-other-languages-hint = Whoever reads one of these languages gets those words. Everybody else gets the Japanese ones.
broadcast-flow-instead = Begin a flow instead of words
broadcast-flow = Flow
broadcast-flow-none = None: send the words above
broadcast-flow-hint = With a flow the words above are not sent. Who is in the middle of another conversation is left out.
broadcast-flow-of = Begins the flow “{ $flow }”
broadcast-whom = To whom
broadcast-areas = Areas
broadcast-roles = People (everybody if none is chosen)
broadcast-channels = Channels (all if none is chosen)
broadcast-narrow = Narrow further
broadcast-languages = Languages they read (all if none is chosen)
broadcast-case = Case
broadcast-case-any = With or without one
broadcast-case-yes = Only who has a case
broadcast-case-no = Only who has none
broadcast-silent = Only who has not written for so many days (empty: does not matter)
broadcast-fields = Values of remembered fields
broadcast-field = Field
broadcast-value = Value
broadcast-whom-hint = Whoever refused, takes a break or talks with a person is left out, whatever you choose.
broadcast-whom-is = For:
broadcast-whom-languages = who read { $languages }
broadcast-whom-silent = { $count ->
    [one] silent for a day or longer
   *[other] silent for { $count } days or longer
}
broadcast-when = Until when
broadcast-lasts = How long to wait for those who may not be written to now
broadcast-when-hint = Nothing is sent at night or before school. Those whose hours are over get it when theirs begin again.
broadcast-urgent = Urgent
broadcast-urgent-open = Make it urgent
broadcast-urgent-why = Why it is urgent (for example: closed tomorrow because of a typhoon)
broadcast-urgent-hint = With a reason it passes the limit of two a week and goes out while the programme is suspended. It never goes to those who refused, and never at night.
broadcast-urgent-is = Why it is urgent:
broadcast-count = See how many people
broadcast-count-hint = Nothing is sent yet. Counting many people takes some seconds.
broadcast-counting = Counting…

## Checking

broadcast-reaches = people will get it
broadcast-reaches-about = people or so will get it (estimated)
broadcast-estimated = There are so many that only some were looked at. The real number may differ a little.
broadcast-people = { $count } people
broadcast-cost = { $paid } paid messages
broadcast-cost-month = { $paid } paid messages (afterwards { $after } of { $limit } this month; { $reserve } are kept for people and emergencies)
broadcast-cost-none = free of charge
broadcast-cost-hint = What a message costs depends on your plan.
broadcast-when-now = { $count } can get it at once.
broadcast-when-later = For { $count } these are quiet hours: they get it from { $time } on.
broadcast-when-long = Sending takes about { $length }.
broadcast-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
broadcast-counted-at = Counted { $ago }.
broadcast-left-out = Left out: { $count }
broadcast-said = What they read
broadcast-confirm = Send
broadcast-number = To be sure, type the number { $count }
broadcast-undo-for = Time to take it back
broadcast-confirm-hint = Nothing leaves before this time is over.
broadcast-confirm-do = Send to { $count } people
broadcast-stale = It was counted some time ago. Count again before you send.
broadcast-edit = Change it
broadcast-count-again = Count again
broadcast-discard = Discard this draft

## Sending

broadcast-until = Sending to { $count } people begins at { $time }
broadcast-until-hint = Nothing leaves until then. If something is wrong, take it back here.
broadcast-undo = Take it back
broadcast-moving = How far it has come
broadcast-sent = sent
broadcast-waiting = to come
broadcast-failed = not sent
broadcast-left = left out
broadcast-back-taken = taken back
broadcast-sent-hint = “Sent” means handed over to the messenger's own servers. Whether it was read, nobody knows.
broadcast-again = It goes on at { $time } for those whose hours begin then
broadcast-stop = Stop now
broadcast-stop-hint = What has not left yet is taken back. What has left cannot be. Whoever gets nothing does not count as written to this week.

## Record

broadcast-record = Record
broadcast-record-written = { $time }: written by { $name }.
broadcast-record-confirmed = { $time }: confirmed by { $name }.
broadcast-record-stopped = { $time }: stopped by { $name }.
broadcast-record-undone = { $time }: taken back by { $name }.
broadcast-record-done = { $time }: sent.
broadcast-record-nobody = the operator

## When it does not work

broadcast-problem-no-words = Please write the words in Japanese.
broadcast-problem-too-long = The words in { $language } are too long: at most { $limit } characters.
broadcast-problem-no-flow = There is no such flow now.
broadcast-problem-no-area = Please choose at least one area.
broadcast-problem-no-reason = Please say why it is urgent.
broadcast-problem-other-number = The number is another one. Look at the number below and type it again.
broadcast-problem-nobody = Nobody would get it.
broadcast-problem-too-late = It cannot be changed any more. Below you see how it stands.
