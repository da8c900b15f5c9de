### The web chat page. Its title must be harmless when someone looks over a shoulder.

## Page

chat-title = Messages
chat-heading = { $service }
chat-about = You never have to answer.
chat-start = Start
chat-loading = Loading…

## Writing and sending

chat-input-label = Write a message
chat-input-placeholder = Write here
chat-send = Send
chat-sending = Sending…
chat-sent = Sent
chat-failed = Not sent yet. What you wrote is still here.
chat-retry = Try again
chat-discard = Don't send
chat-too-long = That's a bit long. Please send it in two parts.

## Hiding

chat-hide = Hide
chat-hide-hint = Goes to another page at once and clears this conversation from the screen.
chat-hide-key = Pressing Esc twice also hides it.

## Connection

chat-offline = You're offline. What you write will be sent once you're connected.
chat-reconnecting = Reconnecting…
chat-online = You're back online
chat-gone = This page was closed because it hadn't been used for a while.

## Who is speaking

chat-automatic = Automatic reply
chat-person = { $person } (staff)
chat-person-unnamed = Staff
chat-you = You
chat-now-person = From here on, a person is answering.
chat-now-waiting = Our staff have been told. A person will answer.
chat-now-automatic = From here on, replies are automatic.

## Coming back

chat-resume = You can pick up where you left off.
chat-resume-continue = Continue
chat-resume-new = Start over
chat-keep-on = Let me continue on this device later
chat-keep-off = When I close this page, clear it from this device

## Language

chat-language = Language
chat-kana-on = Hiragana only
chat-kana-off = Back to kanji

## Phone lines

chat-hotlines = To talk to someone now
chat-hotlines-emergency = In danger? Call 110 (police) or 119 (ambulance).
chat-hotlines-more = More places to call

## For screen readers

chat-log-label = Messages so far
chat-choices-label = Answers to choose from
chat-cards-label = Cards
chat-new-message = A new message has arrived
chat-picture = Picture
chat-video = Video
chat-video-play = Play the video
chat-skip = Skip to writing
chat-close = Close
chat-menu = Menu

## Notices (also seen on a locked screen)

chat-notice = You have a notification

## When it doesn't work

chat-no-script = This page needs JavaScript. If you can't switch it on, the phone lines below are there for you.
chat-not-found = This page doesn't exist.
chat-trouble = Something went wrong. Please open the page again in a little while.
chat-embed-open = Open chat
chat-embed-close = Close chat

## Taking back

chat-unsend = Take back
chat-unsent = Taken back
chat-chosen = your answer

## Where “Hide” leads. Must look like any calendar

chat-exit-title = Calendar
chat-exit-days = Sun Mon Tue Wed Thu Fri Sat

## This language's own name

chat-language-name = English
