### Texts of the tables. On a card the title has room for 40 characters, the text for 60.

## Places

place-room = Camera off, no name needed. Just watching is fine.
    .title = Online room

place-game_talk = Ten minutes of talk about games. Many only listen.
    .title = Game talk

place-one_to_one = Once a week with the same person. No topic needed.
    .title = One to one

place-learning = Read, study or rest. Come and go as you like.
    .title = A place near you

place-parent_talk = Parents meet online each month. You can just listen.
    .title = Parents' circle

place-parent_consult = About your child or about you. It need not be in order.
    .title = Talk with an adviser

place-parent_visit = Come and look around, alone or with your child.
    .title = Visit the place

## A little rest

tip-breath =
    Breathe out, long and slow. Three times.
    Breathing in looks after itself.

tip-sky =
    Look at the sky for ten seconds.
    Through a window is fine. Night is fine, too.

tip-music =
    Play one song you like.
    You don't have to sing along.

tip-warm =
    Have a sip of something warm.
    Cocoa, tea, even hot water.

tip-one_thing =
    Write down one thing today that wasn't bad.
    “The snack was good” is plenty.

tip-parent_rest = Take five minutes that are only yours. A cup of tea, or a breath of fresh air, is enough.

tip-parent_sleep = Days and nights turned around are very common. There's no rush to fix it. Sleep at any hour is worth having.

tip-parent_small = Dinner, a TV show: one small chat that isn't about school. Even without an answer, your voice is heard.

tip-parent_tell = You don't have to carry this alone. Write “talk to a person” and one of our staff will answer.
