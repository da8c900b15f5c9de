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

## Links and codes

chat-door = This link is the key to your room.
chat-door-open = Open my room
chat-key-refused = This link or code didn't open anything. Our staff can give you a new one. You can also start without saying who you are.
chat-code-have = I have a code
chat-code-label = Code
chat-code-open = Open
chat-code-joins = Enter the code you got from our staff, and they will know it's you.
chat-code-joined = Connected. Our staff now know it's you.
chat-room-yours = This is your room. Our staff read what you write.

## The picture lock

chat-lock-title = Tap your pictures in order
chat-lock-pictures = Pictures of the lock
chat-lock-hint = A lock for a screen that others use too. It only opens for someone who knows the pictures.
chat-lock-choose = Choose 3 or 4 pictures, one after another.
chat-lock-count = { $count } chosen
chat-lock-repeat = Now choose the same ones again, in the same order.
chat-lock-differs = That was different. Let's start again.
chat-lock-back = Undo one
chat-lock-done = That's it
chat-lock-set = Lock with pictures
chat-lock-change = Change the pictures
chat-lock-shut = Lock now
chat-lock-off = Take the lock off
chat-lock-is-set = Locked with pictures. It closes by itself after 5 minutes without use.
chat-lock-is-off = The lock is off.
chat-lock-wrong = Those weren't it. You can try again.
chat-lock-wait = Let's take a short break. Then you can try again.
chat-lock-again = You can try again now.
chat-lock-closed = This room was closed after too many tries. Our staff can give you a new link.
chat-lock-forgot = I forgot my pictures
chat-lock-forgot-hint = That's all right. Our staff can make you a new link.
chat-lock-tell = Tell the staff
chat-lock-told = Our staff have been told.
chat-lock-new = Talk without saying who I am

## Names of the lock's pictures

chat-lock-sun = Sun
chat-lock-moon = Moon
chat-lock-star = Star
chat-lock-flower = Flower
chat-lock-tree = Tree
chat-lock-apple = Apple
chat-lock-fish = Fish
chat-lock-cat = Cat
chat-lock-house = House
chat-lock-boat = Boat
chat-lock-umbrella = Umbrella
chat-lock-ball = Ball

## Sending a picture

chat-picture-send = Send a picture
chat-picture-mine = The picture you sent
chat-picture-refused = This picture couldn't be sent. Another one may work.

## The page without JavaScript

chat-plain = Use the simple page
chat-plain-look = Look for new messages
chat-plain-hide = Goes to another page. You can't come back to the conversation from this screen.

## This language's own name

chat-language-name = English
