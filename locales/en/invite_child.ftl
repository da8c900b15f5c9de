### Inviting a child, gently, for months (flows/invite_child.yml). Nothing about school or trouble; anyone may see it.

invite_child-look =
    Thanks. Here are some places you could look at.
    Just looking is fine.
    .peek = Peek inside
    .meet = Meet one of us
    .ask = Ask a person

invite_child-peek =
    This is what it's like inside.
    { $text }

invite_child-film =
    There's a short video, too.
    Watch it on mute, or stop halfway.

invite_child-meet =
    Would you like to meet one of us?
    On screen is fine, and your camera can stay off.
    It doesn't have to be now.
    .meet = Meet one of us
    .not_now = Not now
    .talk = Ask a person first

invite_child-two_ways =
    An automatic question that doesn't matter at all:
    tuna or pickled plum in your rice ball?
    Not choosing is fine, too.
    .tuna = Tuna
    .plum = Plum
    .both = Both
    .skip = Pass

invite_child-two_ways_thanks =
    I see. Thanks for telling us.
    Soft seaweed or crisp, both are good.

invite_child-postcard =
    A little automatic postcard.
    No need to answer.

    { $text }

invite_child-room =
    There's a room where people chat about games and other things they like.
    No camera, no names. You can just listen.
    Leaving early is fine.
    .meet = I'll try it
    .not_now = Not now
    .talk = Ask a person
    .stop = No more, please

invite_child-not_now =
    OK. Thanks for telling us that, too.
    We'll be quiet for a while.

invite_child-stopped =
    OK. We won't write to you any more.
    Thanks for telling us.

    If you ever want to talk, write “start”.
    You can always come back.
