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
console-category-flow = Raised by the script
console-category-unanswered = Nobody answered the call
console-why-asked-for-a-person = Asked for a person
console-why-risk-words = Worrying words
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

## Beside a conversation

console-card = Hand-over card
console-card-why = Why
console-card-unanswered = Reply
console-card-holder = Held by
console-card-flow = Script
console-about = About this person
console-about-role = Who
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
console-consent-support = Support
console-consent-share = Sharing of information
console-agreed-agree = Agreed
console-agreed-given = Agreed
console-agreed-yes = Agreed
console-agreed-decline = Not agreed
console-agreed-declined = Not agreed
console-agreed-no = Not agreed
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
console-unreachable-left = The address is gone, so nothing can be sent.
console-unreachable-erased = The record of this person was erased.
console-problem-busy = Too busy just now. Please try again.
console-problem-held = { $name } holds this conversation. Nothing was sent.
console-problem-empty = There are no words in it.
console-problem-too-long = Too long: please keep to { $limit } characters. Nothing was sent.
console-problem-unreachable = They cannot be reached, so nothing was sent.
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
