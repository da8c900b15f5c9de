### Joining the web room with LINE.

## In the room

link-continue = Go on in LINE
link-come = You came from the message in LINE. You can join this room with LINE.
link-join = Join with LINE
link-no-room = There is no room of yours here yet. Open your room, then tap the message again.

## The page before LINE

link-lead =
    The next page is LINE's.
    Once joined, you can also talk in LINE. Our staff will see that it's the same person.

    If others use your phone, they may see LINE's notifications.
link-go = Go to LINE
link-back = Back to my room
link-often = Please take a little break, then try again.
link-early = Please talk a little in the room first. After that you can join.

## The page after LINE

link-joined = You are joined with LINE. You can go on talking there too.
link-friend = Joined. Once you add us as a friend in LINE, you can go on talking there.
link-declined = Nothing was joined. You can go on talking in your room as before.
link-stale = This took a while, or it was opened somewhere else. You can try again from your room.
link-unproven = LINE could not confirm it. You can try again from your room.
link-apart = This LINE account could not be joined here. Tell our staff, and we'll find a way together.
link-away = LINE could not be reached. Please try again in a little while.
link-none = You can't go on in LINE from here just now. You can talk in your room.

## Read in LINE

link-done = Your web room is joined. You can go on talking here too.
link-failed = It could not be joined. Your room works as before. Our staff can send a new message.
link-invite =
    You can join your web room with this LINE.
    Please open this within 10 minutes, on the device where you use your room.
    { $address }
