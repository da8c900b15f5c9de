### Inviting a parent, useful things first (flows/invite_guardian.yml). Nobody is to blame.

invite_guardian-topics = Thank you. We've put together some short, useful information for families. Tap whatever interests you. Just reading is fine.
    .money = Money
    .learning = Learning
    .rights = Your rights
    .talk = Talk to a person

invite_guardian-guide = { $text }

invite_guardian-after_guide = Would you like to read something else? It's fine to leave it here.
    .more = More to read
    .places = See the places
    .talk = Talk to a person
    .enough = That's enough

invite_guardian-enough = Of course. We hope it helps when you need it. You can write “talk to a person” at any time, and one of our staff will answer.

invite_guardian-look = Here is what we offer. Tap anything that interests you. Just looking is fine.
    .meet = Meet one of us
    .ask = Ask a person

invite_guardian-gathering = Hello, an automatic note from { $service }. Once a month, people in the same situation get together for a relaxed chat. No camera, no names, and you can just listen.
    .join = I'd like to come
    .not_now = Not this time
    .talk = Ask a person

invite_guardian-join = Thank you. Our staff will tell you here when and how to join. It's fine to change your mind.

invite_guardian-not_now = Of course. Thank you for telling us. We'll be quiet for a while.

invite_guardian-news = Hello, an automatic note from { $service }: one piece of useful information for everyday life. No answer needed.
    .read = Read it
    .not_now = Not this time
    .talk = Talk to a person
    .stop = No more, please

invite_guardian-stopped = Of course. We won't write to you any more. Thank you for telling us. If you ever want to come back, write “start”.
