### The staff console. People go by the names of birds and plants, never their own.
### languages: ja, en
### audience: adult

console-name = Tsunagi
console-demo = This is a demonstration. Everybody you see here is made up.
console-skip = Skip to content
console-ways = Menu
console-today = Today
console-inbox = Inbox
console-report = Report
console-more = More
console-refresh = Refresh
console-language = Language
console-staff = Staff
console-automatic = Automatic
console-offline = Offline since { $time }. The page catches up by itself once you are connected.
console-new-message = A new message has come in.
console-new-urgent = Urgent: please look now.

## Dates and lengths of time

console-date = { $weekday } { $day } { $month }
console-date-year = { $weekday } { $day } { $month } { $year }
console-date-time = { $date }, { $time }
console-weekday-mon = Mon
console-weekday-tue = Tue
console-weekday-wed = Wed
console-weekday-thu = Thu
console-weekday-fri = Fri
console-weekday-sat = Sat
console-weekday-sun = Sun
console-month-1 = Jan
console-month-2 = Feb
console-month-3 = Mar
console-month-4 = Apr
console-month-5 = May
console-month-6 = Jun
console-month-7 = Jul
console-month-8 = Aug
console-month-9 = Sep
console-month-10 = Oct
console-month-11 = Nov
console-month-12 = Dec
console-length-moment = less than a minute
console-length-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
console-length-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
console-length-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
console-ago = { $length } ago
console-ago-now = just now
console-waiting = waiting { $length }
console-last-in = last heard { $ago }

## Names (same order as in Japanese, 60)

console-handle = { $name } { $number }
console-handle-nobody = Erased person
console-handles-1 =
    Skylark, Thrush, Bush Warbler, White-eye, Wagtail, Kingfisher, Swallow, Sparrow, Great Tit, Robin,

    Bluetail, Flycatcher, Cuckoo, Bunting, Greenfinch, Starling, Shrike, Bulbul, Varied Tit, Long-tailed Tit,

    Wren, Turtle Dove, Gull, Plover, Egret, Owl, Eared Owl, Swan, Mandarin Duck, Ptarmigan
console-handles-2 =
    Violet, Dandelion, Milkvetch, Cress, Dayflower, Gentian, Bellflower, Dianthus, Cosmos, Sunflower,

    Morning Glory, Lily of the Valley, Clover, Mugwort, Horsetail, Bracken, Maple, Ginkgo, Cherry, Plum,

    Camellia, Sasanqua, Hydrangea, Wisteria, Kerria, Osmanthus, Magnolia, Zelkova, Walnut, Acorn

## The door

console-sign-in = Sign in
console-sign-in-lead = This way in is for staff.
console-login = Login name
console-password = Password
console-sign-in-do = Sign in
console-sign-in-wrong = The login name or the password is not right.
console-sign-in-locked = There were too many wrong tries, so this account is locked until { $time }. If it is urgent, tell your lead.
console-sign-in-help = If you have forgotten your password, ask your lead or the person who runs this installation.
console-sign-out = Sign out
console-me = Signed in as

## Today

console-alerts = Urgent calls
console-open-alerts = Urgent calls
console-no-alerts = Nobody is calling for help right now.
console-longest = Waiting longest
console-nobody-waits = Nobody is waiting right now.
console-mine = My conversations
console-none-mine = You hold no conversation at the moment.
console-waiting-count = { $count ->
    [one] { $count } conversation waits for a person
   *[other] { $count } conversations wait for a person
}
console-reports-only = Conversations are open only to the staff in charge of them. You can read the reports here.
console-nothing-granted = There is nothing for you to see yet. Please ask whoever manages access.
console-open-report = Open the report

## Inbox

console-lists = Lists
console-list-waiting = Waiting for a person
console-list-mine = Mine
console-list-all = All
console-empty-list = There is no conversation here at the moment.
console-page-before = Previous page
console-page-after = Next page
console-back-to-inbox = Back to the inbox
console-audience-child = Child
console-audience-guardian = Guardian
console-audience-any = Anyone
console-holder-person = Held by { $name }
console-holder-waiting = Waiting for a person
console-holder-flow = Automatic
console-holder-away = They have been away for a while, so you can take over.
console-urgency-now = Urgent
console-urgency-today = Today
console-urgency-week = This week

## Calls

console-acknowledge = I have seen it
console-close-alert = Close this call
console-alert-seen = Seen by { $name } ({ $time })
console-alert-closed = Closed ({ $time })
console-category-suicide = Words about ending life
console-category-self-harm = Self-harm
console-category-overdose = Overdose
console-category-abuse = Violence or abuse
console-category-neglect = Neglect
console-category-sexual = Sexual harm
console-category-bullying = Bullying
console-category-runaway = Running away
console-category-domestic-violence = Violence at home
console-category-crime-recruitment = Recruitment into crime
console-category-pregnancy = Pregnancy
console-category-caregiver-limit = A parent at the end of their strength
console-category-restricted = Something only leads may open
console-category-flow = Raised by the script
console-category-unanswered = Nobody answered the call
console-why-asked-for-a-person = Asked for a person
console-why-risk-words = Worrying words
console-why-written-elsewhere = Somebody wrote from the platform’s own inbox
console-why-window-closed = Nothing gets through on this channel any more
console-why-no-reply-before-the-meeting = No reply before the meeting
console-why-staff-consult = A second opinion is wanted
console-why-staff-absent = Cover is needed
console-why-staff-safety = Worried about safety
console-why-staff-specialist = A specialist is needed

## A conversation

console-timeline = What was said
console-earlier = Show earlier messages
console-choices = Answers offered
console-erased = Taken back by the person. The words are gone.
console-erased-out = Erased. The words are gone.
console-status-received = received
console-status-queued = waiting to be sent
console-status-accepted = sent ({ $channel })
console-status-delivered = reached the device
console-status-read = acted on
console-status-failed = could not be sent
console-status-failed-because = could not be sent ({ $why })
console-status-expired = not sent: its time had passed
console-status-cancelled = taken back before sending
console-status-erased = erased
console-send-problem-invalid-reply-token = the right to reply ran out
console-send-problem-unauthorized = the connection’s settings are wrong
console-send-problem-forbidden = the platform does not allow it
console-send-problem-refused = the platform refused the content
console-send-problem-gone = there is no such address
console-send-problem-blocked = they blocked this account
console-send-problem-rate-limited = too many at once
console-send-problem-quota-exceeded = this month’s quota is used up
console-send-problem-too-many-to-user = too many to this person
console-send-problem-platform = a fault of the platform
console-send-problem-timeout = no answer from the platform
console-send-problem-broken = an unreadable answer
console-send-problem-connect = no connection
console-send-problem-no-token = the connection’s settings are wrong
console-send-problem-unsupported = this channel cannot carry it
console-send-problem-no-such-channel = the channel was removed
console-send-problem-unsure = nobody knows whether it arrived, so it was not sent again
console-kind-image = Picture
console-kind-video = Video
console-kind-audio = Sound
console-kind-file = File
console-kind-sticker = Sticker
console-kind-location = Place
console-kind-postback = Tapped a button
console-kind-tapped = Button
console-mark-follow = Added this account as a friend
console-mark-unfollow = Blocked this account. Nothing more is sent.
console-mark-join = Added to a group
console-mark-leave = Removed from a group
console-mark-edited = The person changed their words
console-mark-reaction = Reaction { $mark }
console-mark-reaction-other = Reaction
console-mark-reaction-gone = Took a reaction back
console-quote = “{ $words }”
console-quote-kind = ({ $kind })
console-quote-gone = A message that was erased
console-quote-lead = Quotes:
console-mark-alert = { $urgency }: { $about }
console-mark-handoff = A person was called: { $why }
console-note-by = Note by { $name }
console-channel-line = LINE
console-channel-messenger = Messenger
console-channel-instagram = Instagram
console-channel-whatsapp = WhatsApp
console-channel-telegram = Telegram
console-channel-sms = SMS
console-channel-web = Web chat
console-flow-invite = Invitation
console-flow-checkin = Check-in
console-flow-anytime = Anytime replies
console-flow-broadcast = broadcast

## Beside a conversation

console-card = Hand-over card
console-card-why = Why
console-card-unanswered = Reply
console-card-holder = Held by
console-card-flow = Script
console-about = About this person
console-about-role = Who
console-about-name = Name in the app (no proof of who it is)
console-about-language = Language
console-role-of-contact-child = The child
console-role-of-contact-parent = A parent
console-role-of-contact-teacher = A teacher
console-role-of-contact-someone = Somebody else
console-role-of-contact-unknown = Not asked yet
console-language-ja = Japanese
console-language-ja-hira = Japanese in kana
console-language-ja-easy = Easy Japanese
console-language-en = English
console-language-pt-br = Portuguese
console-language-zh-hans = Chinese
console-language-vi = Vietnamese
console-language-fil = Filipino
console-consent-messages = Messages
console-consent-guardian = Guardian’s consent
console-consent-support = Support
console-consent-share = Sharing of information
console-agreed-agree = Agreed
console-agreed-given = Agreed
console-agreed-yes = Agreed
console-agreed-decline = Not agreed
console-agreed-declined = Not agreed
console-agreed-no = Not agreed
console-agreed-needed = Still needed
console-agreed-later = Wants to think about it
console-agreed-withdrawn = Withdrawn
console-agreed-unasked = Not asked yet
console-field-contact-role = Who
console-field-contact-age = Age group
console-field-contact-place = Place of interest
console-field-contact-came-from = Came from
console-field-contact-paused-until = Pause
console-field-checkin-mood = This week
console-field-checkin-reason = Reason
console-field-checkin-note = In their words
console-field-meeting-at = Meeting
console-value-child = The child
console-value-parent = A parent
console-value-teacher = A teacher
console-value-someone = Somebody else
console-value-great = Very good
console-value-good = Good
console-value-fine = Good
console-value-ok = So-so
console-value-low = Hard
console-value-bad = Very hard
console-value-skip = Passed
console-value-sleep = Sleep
console-value-school = School
console-value-family = Home
console-value-friends = Friends
console-value-not-say = Rather not say
console-value-talk = Talk to a person
console-value-nothing = Nothing to add
console-value-no-answer = No answer
console-value-room = Online room
console-value-game-talk = Room about games
console-value-one-to-one = Talking one to one
console-value-learning = A place to learn and rest
console-value-parent-talk = Parents’ gathering
console-value-parent-consult = Consultation
console-value-parent-visit = A visit to the place
console-value-forever = Until they write
console-meetings = Contacts so far
console-no-meetings = None recorded yet.
console-meeting-messages = { $in } in, { $out } out
console-method-line = LINE
console-method-web-room = Web chat
console-method-other-messenger = Other messenger
console-method-sms = SMS
console-method-email = E-mail
console-method-phone = Telephone
console-method-letter = Letter
console-method-home-visit = Home visit
console-method-school-visit = School visit
console-method-meeting = Meeting
console-method-online-session = Online
console-method-other = Other
console-result-reached = Reached
console-result-left-message = Message left
console-result-no-answer = No answer
console-result-accepted-by-provider = Sent only
console-result-opened-link = Link opened
console-result-blocked = Blocked
console-result-bounced = No such address
console-result-absent = Not there
console-result-postponed = Put off
console-result-refused = Refused
console-result-wrong-person = Somebody else
console-result-cancelled = Called off

## What one can do

console-acts = Reply and actions
console-take = Take over
console-take-over = Take over from them
console-send = Send
console-reply-label = Reply to { $handle }
console-reply-to = To { $handle }
console-reply-placeholder = Write a reply
console-reply-keys = Ctrl (⌘) + Enter sends
console-reply-takes-flow = Sending takes the conversation over and stops the script.
console-reply-takes = Sending takes the conversation over.
console-hand-back = Hand back
console-hand-back-lead = What should the script do now?
console-hand-back-silent = Wait quietly
console-hand-back-silent-hint = Send nothing and wait for the next words.
console-hand-back-resume = Go on where it stopped
console-hand-back-resume-hint = The open question is asked once more.
console-hand-back-follow-up = Follow up
console-hand-back-follow-up-hint = The script asks later how things are.
console-note = Note
console-note-label = A note only staff can read (never sent)
console-note-do = Save the note
console-ask = Call somebody
console-ask-lead = Choose a reason; the conversation then shows in everybody’s list.
console-unreachable-blocked = They blocked this account, so nothing can be sent until they unblock it.
console-unreachable-left = They have not added the account, or the address is gone, so nothing can be sent now.
console-unreachable-erased = The record of this person was erased.
console-problem-busy = Too busy just now. Please try again.
console-problem-held = { $name } holds this conversation. Nothing was sent.
console-problem-empty = There are no words in it.
console-problem-too-long = Too long: please keep to { $limit } characters. Nothing was sent.
console-problem-unreachable = They cannot be reached, so nothing was sent.
console-problem-window-closed = They have been silent for so long that the platform takes nothing from us. Please use another way (telephone, letter, another channel). Nothing was sent.
console-problem-no-case = There is no case yet. Record its number first.
console-problem-gone = Somebody else has recorded this already. Please look at the page again.

## More

console-help = How it works
console-help-keys = In the reply box, Enter starts a new line and Ctrl (⌘) + Enter sends. A draft stays in this tab of this device only, and goes when it is sent.
console-help-stuck = If you are unsure, do not carry it alone: press “Call somebody”.
console-role-volunteer = Volunteer
console-role-staff = Staff
console-role-lead = Lead
console-role-coordinator = Coordinator
console-role-officer = Officer
console-role-admin = Administrator
console-role-auditor = Auditor

## Report

console-report-lead = Counted from the record of contacts, in the municipality’s own columns. No conversations are in it.
console-report-year = Fiscal year
console-report-group = Grouped by
console-report-show = Show
console-report-item = Figure
console-report-xlsx = Save as Excel
console-report-csv = Save as CSV
console-report-period = { $from } to { $to } (counted { $made })
console-report-missing = { $count ->
    [one] { $count } entry still to be made
   *[other] { $count } entries still to be made
}
console-report-remarks = Notes on these figures
console-report-empty = There is no record of this fiscal year yet.
console-fiscal-year = FY{ $year } ({ $era })
console-era-reiwa = Reiwa { $count }
console-group-city = Municipality
console-group-area = District
console-actor-school = School
console-actor-ward = Ward or town
console-actor-other = Other

## When something does not work

console-error-missing = There is no such page
console-error-missing-advice = It may have moved, or it lies outside your area.
console-error-refused = This could not be accepted
console-error-refused-advice = For safety, requests from other sites are stopped. Open the console again and retry.
console-error-busy = A little busy
console-error-busy-advice = Please try again in a few seconds. What you wrote was not sent.
console-error-unreadable = This could not be read
console-error-unreadable-advice = Go back to the page before and try again.
console-error-broken = This page could not be shown
console-error-broken-advice = The fault is ours. Please try again later; if it stays, tell the person who runs this installation the number below.
console-error-reference = Reference { $reference }
console-error-back = Back to Today

## Case
console-case = Case
console-case-lead = As a case, the contacts with this person count in the city's report.
console-case-number = The city's number (e.g. R8-012)
console-case-do = Open a case
console-problem-case-taken = There is a case with this number already, or this person has one.

# This language's own name, shown on pages in another language.
console-language-name = English

## What is not sent

console-held = Not sent, and why
console-held-lead = What the automatic conversations are waiting to say, or did not say. No words are shown.
console-held-open = See the list
console-held-now = Waiting before sending
console-held-reasons = Reasons
console-held-all = All
console-held-none = Nothing is being kept back.
console-held-until = until { $time }
console-held-never = not sent this time
console-held-why-week = no more than two a week
console-held-why-gap = less than 48 hours since the last one
console-held-why-human = less than a day since a person talked with them
console-held-why-refused = they asked us not to write
console-held-why-paused = they are taking a break
console-held-why-ladder = invited often enough
console-held-why-quota = the rest of this month is kept for people and emergencies
console-held-why-quiet = quiet hours
console-held-why-busy = in the middle of another conversation
console-held-why-suspended = the programme is suspended
console-held-why-late = its time has passed
console-held-why-not-meant = no longer meant for them
console-held-why-handoff = a person is looking after them
console-held-why-unreachable = cannot be reached
console-held-why-blocked = they blocked us
console-held-why-no-consent = they have not agreed yet
console-held-why-fault = it failed on our side
console-held-why-window = silent for so long that the platform takes nothing from us
console-mark-held = Kept back: { $flow } ({ $why }; { $until })
console-quota = Messages this month
console-quota-line = { $used } of { $limit } ({ $reserve } kept in reserve)
console-quota-unlimited = { $used } (no limit)
console-quota-forecast = about { $count } by the end of the month at this rate
console-quota-closed = Only the reserve is left, so automatic messages wait until next month. Replies and emergencies still go.

## Suspending the programme

console-programme = Suspend or resume
console-programme-lead = While suspended, regular messages stop, and people are told. Staff can always answer.
console-programme-runs = Running.
console-programme-rests = Suspended since { $time } ({ $name }).
console-programme-people =
    { $count ->
        [one] This is about { $count } person.
       *[other] This is about { $count } people.
    }
console-programme-rest = Suspend
console-programme-go-on = Resume
console-programme-note = Reason (only staff see it)
console-programme-sure = I have seen how many people will be told

## Meetings and support

console-booked = Booked meetings
console-met-done = We met
console-met-missed = They did not come
console-support-label = Led on to
console-support-begin = Support began
console-support-end = Support ended
console-destination-ward-office = Ward office
console-destination-agency = Partner agency
console-destination-medical-police = Doctors or police
console-destination-place-learning = A place to be, help with learning
console-destination-school = Support inside the school
console-destination-other = Something else
console-link-preparing = being prepared
console-link-offered = offered
console-link-in-use = in use
console-link-ended = ended
console-link-declined = declined

## Scripts

console-flows = Scripts
console-flows-open = Open the scripts
console-flows-lead = What the automatic conversations say, and in which order. Change, try and publish them; people in the middle simply go on.
console-flows-page = { $title } – { $section }
console-flows-sections = Pages of this script
console-flows-section-read = Script
console-flows-section-edit = Edit
console-flows-section-map = Map
console-flows-section-try = Try
console-flows-section-history = History
console-flows-section-publish = Publish
console-flows-kind-flow = Conversations
console-flows-kind-texts = Shared texts
console-flows-kind-table = Tables
console-flows-kind-calendar = Calendars
console-flows-version = Version { $number }
console-flows-shipped = shipped
console-flows-as-shipped = As shipped
console-flows-never-published = Not published yet
console-flows-draft = Draft
console-flows-drafted = Draft by { $name }, { $ago }
console-flows-retired = Retired
console-flows-always = Always listening
console-flows-waiting = { $count } in the middle
console-flows-stuck = { $count } on an older version for over 30 days
console-flows-stuck-title = People are still on an older version
console-flows-stuck-lead = A newer version has been out for more than 30 days. Name the step to move to (was:) under Edit, or have staff write to them.
console-flows-stuck-row = { $people } at { $step } of version { $version } (newer version since { $since })
console-flows-for = For
console-flows-starts = Starts
console-flows-comma = , 
console-flows-start-follow = Added as a friend, first words
console-flows-start-referral = Link or QR { $value }
console-flows-start-code = Invitation code { $value }
console-flows-start-keyword = Keyword { $value }
console-flows-start-every = { $value } { $time }
console-flows-start-cron = At { $value }
console-flows-start-on = { $days } days from { $value } { $time }
console-flows-start-event = After: { $value }
console-flows-start-missed = { $value } unanswered { $times } times
console-flows-period-day = Daily
console-flows-period-week = Weekly
console-flows-period-month = Monthly
console-flows-day-sun = Sunday
console-flows-day-mon = Monday
console-flows-day-tue = Tuesday
console-flows-day-wed = Wednesday
console-flows-day-thu = Thursday
console-flows-day-fri = Friday
console-flows-day-sat = Saturday
console-flows-day-first = first
console-flows-day-second = second
console-flows-day-third = third
console-flows-day-fourth = fourth
console-flows-day-fifth = fifth
console-flows-day-last = last
console-flows-event-handoff-closed = handoff closed
console-flows-event-support-started = support started
console-flows-event-support-ended = support ended
console-flows-event-meeting-missed = meeting missed
console-flows-event-meeting-done = meeting done
console-flows-event-programme-suspended = programme suspended
console-flows-event-programme-resumed = programme resumed
console-flows-new = Make a new conversation
console-flows-new-title = Title (for staff)
console-flows-new-name = Name (small letters, digits, _)
console-flows-new-name-hint = For example summer_break. It cannot be changed later.
console-flows-new-model = Begin with
console-flows-model-question = A model with one question
console-flows-model-notice = A model of a notice
console-flows-model-copy = A copy of “{ $title }”
console-flows-new-do = Begin the draft
console-flows-language = Language
console-flows-role = Reader
console-flows-read-as = Read as this person
console-flows-read-now = Read what is in force
console-flows-reading-draft = This is the draft. It reaches nobody yet.
console-flows-every-question = Every question
console-flows-line = line { $line }
console-flows-no-text = There is no text ({ $id })
console-flows-closed = Outside opening hours
console-flows-rules = What it listens for
console-flows-rule = Name
console-flows-rule-words = Words
console-flows-rule-do = Leads to
console-flows-way-next = next
console-flows-way-end = end
console-flows-way-return = back to where it was
console-flows-way-hold = wait until a person is done
console-flows-option-none-fits = None fits
console-flows-option-none-free = When none is free
console-flows-option-booked = When booked
console-flows-option-declined = When declined
console-flows-cue-note = Note: { $value }
console-flows-cue-skip-if = Skipped if
console-flows-cue-at-most = At most { $value } times, then
console-flows-cue-set = Remembers
console-flows-cue-log = Counts: { $value }
console-flows-cue-alert = Calls: { $value }
console-flows-cue-media = Picture or film: { $value }
console-flows-cue-from = From the table
console-flows-cue-expect = Can be typed
console-flows-cue-save = Keeps the answer in
console-flows-cue-silence = Without an answer
console-flows-cue-silence-nudged = Without an answer: nudge after { $value }, then
console-flows-cue-no-match = After { $value } answers that do not fit
console-flows-cue-branch = If
console-flows-cue-else = Otherwise
console-flows-cue-chance = { $value } % by chance
console-flows-cue-wait = Waits
console-flows-cue-run = Goes through another conversation: { $value }
console-flows-cue-handoff = Hands over to: { $value }
console-flows-cue-when-closed = When they are done
console-flows-cue-result = Result
console-flows-cue-then = Then
console-flows-team-duty = on duty
console-flows-team-lead = lead
console-flows-team-case-worker = case worker
console-flows-team-outreach = outreach
console-flows-team-coordinator = coordinator
console-flows-level-now = now
console-flows-level-today = today
console-flows-level-this-week = this week
console-flows-retire-lead = A retired conversation begins for nobody. Who is in the middle goes on to the end.
console-flows-retire = Retire this conversation
console-flows-revive = Let it begin again
console-flows-beside = Language beside Japanese
console-flows-beside-do = Show
console-flows-file-yml = Flow
console-flows-file-csv = Table
console-flows-file-test = Test conversation
console-flows-other = { $name } is writing as well (saved { $ago }).
console-flows-check = What the checks say
console-flows-clean = Nothing to mend.
console-flows-problems = { $errors } to mend, { $warnings } to look at
console-flows-old-warnings = { $count } warnings that were there before
console-flows-save = Save the draft
console-flows-to-publish = Save and go to Publish
console-flows-to-edit = Back to editing
console-flows-saving = Saving …
console-flows-saved = Draft saved ({ $time })
console-flows-merged = Saved together with what { $name } wrote.
console-flows-unsaved = Not saved yet. It will be tried again.
console-flows-clash-now = { $name } changed the same part. Press “Save the draft” to see both.
console-flows-clash-lead = Neither is lost. Choose which one stays.
console-flows-clash-mine = Mine
console-flows-clash-theirs = By { $name }
console-flows-clash-do = Save as chosen
console-flows-somebody = Somebody
console-flows-discard = Throw the draft away
console-flows-discard-lead = What is in force stays. The draft cannot be brought back from here.
console-flows-discard-do = Throw away
console-flows-map-hint = The picture is drawn from the script. It can be scrolled sideways.
console-flows-try-lead = Tries the draft in the real engine. Nothing is sent to anybody, nothing is kept.
console-flows-try-who = As whom
console-flows-age = Age
console-flows-agreed = Agreed to messages
console-flows-try-again = From the beginning
console-flows-phone = The phone
console-flows-clock = The time
console-flows-write = Write an answer
console-flows-try-time = Time and people
console-flows-try-silence = No answer (until it moves)
console-flows-try-day = One day on
console-flows-try-sticker = Send a sticker
console-flows-try-closed = Staff close the handoff
console-flows-try-back = One step back
console-flows-try-step = Step
console-flows-try-wakes = Moves next
console-flows-pushed = sent unasked
console-flows-aside-log = Counts: { $value }
console-flows-aside-alert = Calls: { $value }
console-flows-aside-handoff = Hands over to: { $value }. The script is silent.
console-flows-aside-held = Held back: { $value }
console-flows-aside-not-now = It would not begin by itself for this person now; begun as if asked for.
console-flows-end-done = The end
console-flows-end-stopped = Ended as the person wished
console-flows-end-expired = Ended in silence
console-flows-end-loop = Stopped: it went round in circles
console-flows-end-gone = There is nothing to go on with
console-flows-same = There is no difference.
console-flows-was = before
console-flows-is = after
console-flows-texts-in = Texts ({ $language })
console-flows-compared = { $old } → { $new }
console-flows-compare-old = Older
console-flows-compare-new = Newer
console-flows-compare = Compare
console-flows-no-history = Still as shipped.
console-flows-in-force = in force
console-flows-in-spite = Published in spite of warnings because: { $reason }
console-flows-what-changed = What changed
console-flows-restore = Make this version a draft
console-flows-note-first-version = First version
console-flows-note-shipped-version = Came with an update
console-flows-nothing-drafted = There is no draft to publish.
console-flows-what-changes = What changes
console-flows-tests-passed = { $count } test conversations went as written.
console-flows-test-failed = The test conversation “{ $name }” goes otherwise
console-flows-leaving = People stand at steps that go
console-flows-leaving-lead = Decide what becomes of them.
console-flows-keep-old = Go on with the older version (up to 30 days)
console-flows-keep-move = Move to { $step }
console-flows-keep-end = End kindly with { $step }
console-flows-keep-do = Write it into the draft
console-flows-publish-as = Publish as { $version }
console-flows-publish-lead = Who is in the middle goes on in the new version where the step is the same, and else in the old one. Texts are new at once.
console-flows-note = What changed, and why
console-flows-reason = Why it is published in spite of warnings
console-flows-publish-do = Publish
console-flows-problem-long = Too long: a file may have 256 KB.
console-flows-problem-clash = Somebody else changed the same part.
console-flows-problem-moved = Somebody saved or published since this page was opened. Please look again.
console-flows-problem-faulty = It cannot be published: there is something to mend.
console-flows-problem-unexplained = There are warnings. Please say why it is published all the same.
console-flows-problem-note = Please say what changed.
console-flows-problem-nothing = It is the same as what is in force.
console-flows-problem-begun = There is a draft by { $name }. Publish it or throw it away first.
console-flows-problem-name = This name cannot be used, or the title is missing.
console-flows-change-head = { $name }: “{ $from }” → “{ $to }”
console-flows-change-start-added = New start: { $to }
console-flows-change-start-removed = Start removed: { $from }
console-flows-change-start-changed = Start: { $from } → { $to }
console-flows-change-rule-added = New rule { $name } ({ $to })
console-flows-change-rule-removed = Rule { $name } removed
console-flows-change-rule-changed = Rule { $name }: { $from } → { $to }
console-flows-change-step-added = New step { $step }.
console-flows-change-step-removed = Step { $step } is removed.
console-flows-change-step-renamed = Step renamed: { $from } → { $to }
console-flows-change-step-moved = Step { $step } stands elsewhere.
console-flows-change-option-added = { $step }: option { $name } added (leads to { $to }).
console-flows-change-option-removed = { $step }: option { $name } removed.
console-flows-change-option-changed = { $step }: option { $name } leads to { $to }, not { $from }
console-flows-change-text = { $step }: says { $to } instead of { $from }.
console-flows-change-time = { $step } { $name }: { $from } → { $to }
console-flows-change-next = { $step }: goes on to { $to }, not { $from }
console-flows-change-setting = { $step }: { $name } { $from } → { $to }
console-flows-key-title = Title
console-flows-key-for = For
console-flows-key-wait = Waiting time
console-flows-key-no-answer = Without an answer
console-flows-key-save = Kept field
console-flows-key-log = Counted as
console-flows-key-level = Urgency
console-flows-key-alert = Who is called
console-flows-key-handoff = Who takes over

## What went wrong while flows ran

console-trouble = Please look at this
console-trouble-a-table-has-no-row-for-this-person = A table had no row for somebody. The conversation went on without those words.
console-trouble-a-flow-that-another-one-runs-is-not-there = A flow that another one runs was not there. It was passed over.
console-trouble-a-conversation-lost-the-version-of-its-flow = A conversation lost its version and ended.
console-trouble-nobody-is-in-a-team = Nobody is in this team. The lead was called.
console-trouble-when = { $area }, { $count } times, last { $time }

## Addresses (one person, several channels)

console-addresses = Addresses
console-address-ok = can be written to
console-address-blocked = blocked us
console-address-left = cannot be reached now
console-address-first = used first
console-address-prefer = Use first
console-address-unlink = Split off again
console-link-title = Same person as in another conversation
console-link-lead = Please make sure that it is the same person. Both conversations stay as they are and can be split again. A child’s and a guardian’s conversation can never be joined.
console-link-label = Address of the other conversation (copied from the browser)
console-link-do = Join as one person
console-link-not-found = There is no such conversation. Please copy the address that the browser shows while the conversation is open.
console-link-nothing = They belong to the same person already.
console-link-other-area = They belong to different municipalities, so they cannot be joined.
console-link-other-audience = A child’s and a guardian’s conversation cannot be joined.
console-link-other-case = Both have a case. Please make them one case first.
console-why-shared-telephone = A child and a guardian seem to use one telephone

## Siblings on one account

console-sibling-speaks = Speaking now
console-sibling-title = A sibling uses this account too
console-sibling-lead = With a case for the sibling, contacts are counted for the child who speaks.
