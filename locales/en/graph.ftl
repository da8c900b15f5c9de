### Words in the pictures of flows (`tsunagi flow graph` and the console). Staff read them.
### audience: adult
### languages: ja, en

flow-graph-about = The conversation “{ $title }” as a chart: { $n } steps from top to bottom, joined by arrows.

## Kinds of boxes
flow-graph-start = Start
flow-graph-say = Words
flow-graph-ask = Question
flow-graph-branch = Branch
flow-graph-wait = Wait
flow-graph-run = Other conversation
flow-graph-handoff = To a person
flow-graph-alert = Staff are told
flow-graph-record = Record
flow-graph-end = End
flow-graph-return = Back to the conversation
flow-graph-hold = Silent until a person is done

## Lists
# The | at both ends are taken away; they keep the blanks.
flow-graph-separator = | / |
flow-graph-quoted = “{ $word }”
flow-graph-more = { " " }and { $n } more

## What starts it
flow-graph-start-follow = Account added or unblocked
flow-graph-start-referral-any = Any invitation link or QR code
flow-graph-start-referral = Invitation link “{ $tag }”
flow-graph-start-code = Invitation code { $letter }
flow-graph-start-code-any = Any invitation code
flow-graph-start-keyword = They write { $words }
flow-graph-start-every = { $day }, { $time }
flow-graph-start-own = Their own day and time come first
flow-graph-start-cron = At fixed times ({ $pattern })
flow-graph-start-on = { $moment }
flow-graph-start-event = When { $event }
flow-graph-start-event-after = { $length } after { $event }
flow-graph-start-missed = “{ $flow }” unanswered { $n } times in a row
flow-graph-start-again = Back within { $length }
flow-graph-start-called = From another conversation or by staff
flow-graph-start-who = For: { $condition }
flow-graph-every-day = Every day
flow-graph-every-week = Every { $weekday }
flow-graph-every-month-nth = Every month, { $weekday } no. { $n }
flow-graph-every-month-last = Every month, last { $weekday }
flow-graph-every-year = Every year, { $month }/{ $n }
flow-graph-every-month-date = Every month, day { $n }
flow-graph-rule-danger = Words of danger
flow-graph-rule-worry = Words that worry
flow-graph-rule-lost = No answer fits, twice
flow-graph-rule-then = Then: { $then }

## In a box
flow-graph-skip-if = Left out if: { $condition }
flow-graph-random = Always the same for one person
flow-graph-result = Result: { $result }
flow-graph-rows = From the table “{ $table }”
flow-graph-alert-to = Told: { $team } ({ $level })
flow-graph-handoff-to = To: { $team }
flow-graph-unanswered = No reply within { $length }: { $team }
flow-graph-level-now = now
flow-graph-level-today = today
flow-graph-level-this-week = this week

## Arrows
flow-graph-otherwise = otherwise
flow-graph-percent = { $n } %
flow-graph-closed = when the person is done
flow-graph-at-most = more than { $n } times
flow-graph-no-match = { $n } times no fit
flow-graph-slot-chosen = a time is chosen
flow-graph-slot-none = nothing is free
flow-graph-typed-text = own words
flow-graph-typed-number = number { $least }–{ $most }
flow-graph-missed = if that is over

## Silence
flow-graph-silence = No answer
flow-graph-silence-anywhere = For most questions
flow-graph-silence-label = No answer: { $times }
flow-graph-silence-after = after { $length }
flow-graph-silence-nudged = nudge after { $times }, on after { $length }
flow-graph-silence-to = No answer → { $to }

## Time
flow-graph-seconds = { $n } s
flow-graph-minutes = { $n } min
flow-graph-hours = { $n } h
flow-graph-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
flow-graph-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
flow-graph-workdays = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
 }
flow-graph-forever = for good
flow-graph-wait-for = Wait { $length }
flow-graph-wait-until = Wait until { $moment }
flow-graph-moment-itself = { $field }
flow-graph-moment-day = the day of { $field }
flow-graph-moment-before = { $n ->
    [one] the day before { $field }
   *[other] { $n } days before { $field }
 }
flow-graph-moment-after = { $n ->
    [one] the day after { $field }
   *[other] { $n } days after { $field }
 }
flow-graph-moment-time = { $moment }, { $time }

## Conditions
flow-graph-any = { $a } or { $b }
flow-graph-and = { $a } and { $b }
flow-graph-or = { $a } or { $b }
flow-graph-not = not: { $condition }
flow-graph-equal = { $left }: { $right }
flow-graph-unequal = { $left }: not { $right }
flow-graph-less = { $left } less than { $right }
flow-graph-at-most-value = { $left } at most { $right }
flow-graph-greater = { $left } more than { $right }
flow-graph-at-least = { $left } at least { $right }
flow-graph-in = { $left }: { $right }
flow-graph-not-in = { $left }: none of { $right }
flow-graph-set = { $left } known
flow-graph-unset = { $left } not known
flow-graph-paused = resting
flow-graph-not-paused = not resting
flow-graph-open-now = open now
flow-graph-history = { $field }: { $values }
flow-graph-streak = { $what }, { $n } times in a row
flow-graph-count = { $what }, at least { $n } times
flow-graph-streak-length = how often in a row { $what }
flow-graph-count-length = how often { $what }
flow-graph-drop = { $field } at least { $n } below usual
flow-graph-drop-length = how far { $field } is below usual
flow-graph-days-since = days since { $field }
flow-graph-last = earlier { $field }
flow-graph-today = today

## Events
flow-graph-event-handoff-closed = a talk with a person has ended
flow-graph-event-support-started = support has started
flow-graph-event-support-ended = support has ended
flow-graph-event-meeting-missed = a meeting was missed
flow-graph-event-meeting-done = a meeting has taken place
flow-graph-event-programme-suspended = the programme is suspended
flow-graph-event-programme-resumed = the programme goes on

## Fields and values
flow-graph-field-contact-role = role
flow-graph-field-contact-language = language
flow-graph-field-contact-age = age
flow-graph-field-contact-gender = gender
flow-graph-field-contact-grade = grade
flow-graph-field-contact-channel = channel
flow-graph-field-contact-place = place
flow-graph-field-contact-area = area
flow-graph-field-contact-entry = way in
flow-graph-field-contact-came_from = came from
flow-graph-field-contact-paused_until = end of the rest
flow-graph-field-contact-checkin_day = wished day
flow-graph-field-contact-checkin_time = wished time
flow-graph-field-consent-messages = consent to messages
flow-graph-field-meeting-at = the meeting
flow-graph-field-support-started_at = the start of support
flow-graph-field-checkin-mood = mood
flow-graph-field-checkin-reason = reason
flow-graph-field-checkin-note = note
flow-graph-value-child = child
flow-graph-value-parent = guardian
flow-graph-value-teacher = teacher
flow-graph-value-someone = someone else
flow-graph-value-unknown = not known yet
flow-graph-value-agree = yes
flow-graph-value-later = later
flow-graph-value-decline = no
flow-graph-value-withdrawn = withdrawn
flow-graph-value-no-answer = no answer
flow-graph-value-booked = booked
flow-graph-value-declined = declined
flow-graph-value-done = done
flow-graph-value-not-now = not now
flow-graph-value-person = a person
flow-graph-value-silent = silent
flow-graph-value-stop = no more
flow-graph-value-join = joins
flow-graph-value-holiday = holiday
flow-graph-value-schoolday = school day
flow-graph-value-workday = working day
flow-graph-value-risk-week = week of care
flow-graph-value-school-break = school break
flow-graph-value-term = school term
flow-graph-value-mon = Monday
flow-graph-value-tue = Tuesday
flow-graph-value-wed = Wednesday
flow-graph-value-thu = Thursday
flow-graph-value-fri = Friday
flow-graph-value-sat = Saturday
flow-graph-value-sun = Sunday

## Teams
flow-graph-team-duty = Duty
flow-graph-team-lead = Lead
flow-graph-team-case_worker = Case worker
flow-graph-team-outreach = Outreach
