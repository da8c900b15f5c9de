### The part of the console that lets somebody into the web chat.

webroom-title = Web room
webroom-lead = You can let this person into the web chat. Their other conversations do not show there.
webroom-make-link = Make a link to the web room
webroom-make-code = Make a code
webroom-link-title = Link to the web room
webroom-code-title = Code for the web room
webroom-for = For { $handle }. Whoever opens it first has the room, so give it to this person only.
webroom-until = Good once, until { $time }.
webroom-once = Once you leave this page it cannot be seen again. Making a new one makes the old one useless.
webroom-copy = Copy
webroom-copied = Copied
webroom-qr = QR code of the link
webroom-code-how = On the chat page they tap “I have a code” and type it in.
webroom-back = Back to the conversation
webroom-link-lead = If they use a room already, you can send them a message that joins it with this LINE. It works for 10 minutes.
webroom-link-send = Send a joining message
webroom-link-away = LINE does not answer, so nothing was sent. Please wait a little and try again.
webroom-linked = They joined their web room and LINE
webroom-link-failed = They tried to join their web room, and it did not work
webroom-opened = Opened the web room with a link or a code
