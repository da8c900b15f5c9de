### Texts of the tables. On a card the title has room for 40 characters, the text for 60.

## Places

place-room = Camera off, no name needed. Just watching is fine.
    .title = Online room

place-game_talk = Ten minutes of chat about games. Many just listen.
    .title = Game talk

place-one_to_one = Once a week with the same person. No topic needed.
    .title = One to one

place-learning = Read, study or rest. Come and go as you like.
    .title = A place near you

place-parent_talk = Parents meet online each month. You can just listen.
    .title = Parents' circle

place-parent_consult = About your child or about you. It needn't be sorted out.
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

tip-parent_sleep = Mixing up day and night is very common. There's no rush to fix it. Sleep at any hour is worth having.

tip-parent_small = Dinner, a TV show: one small chat that isn't about school. Even without an answer, your voice is heard.

tip-parent_tell = You don't have to carry this alone. Write “talk to a person” and one of our staff will answer.

## A look inside (tables/peeks.csv)

peek-room =
    You don't have to say hello.
    Most people only watch at first.
    You can leave without a word.

peek-game_talk =
    One of our staff chats about games.
    Some people join in with stickers only.

peek-one_to_one =
    Just you and one of us, on screen.
    Some days you may not talk at all, and that's fine.

peek-learning =
    There are corner seats, and a sofa.
    It's fine to go home without having done anything.

## Postcards that need no answer (tables/postcards.csv). They may be seen on a lock screen.

postcard-cat =
    Cats sleep for more than half the day.
    For a cat, that's just normal.

postcard-moon =
    Sometimes you can see the moon by day.
    A thin, white moon.

postcard-penguin =
    Penguins do have knees.
    They're just hidden inside.

postcard-noodles =
    Three minutes for cup noodles feel long.
    Watch the soup change colour and it's over.

postcard-rain =
    The sound of rain makes many people sleepy.
    Just right for a day of doing nothing.

postcard-cloud =
    No two clouds ever have the same shape.
    So the sky is always new.

postcard-octopus =
    An octopus has three hearts.
    And eight legs. It must be busy.

postcard-bread =
    Toast smells different with every shade of brown.
    Some like it best untoasted.

## Useful for parents (tables/guides.csv). Checked every April.

guide-school_costs = “Shugaku enjo” is help from your city or town with the cost of school supplies and lunches. You can often apply in the middle of the year. Ask the board of education.

guide-single_parent = Single parents can get a child rearing allowance (jido fuyo teate) and help with medical costs. Your city or town hall can tell you what fits your situation.

guide-high_school = For high school there is a national tuition support fund and a prefectural scholarship grant. The grant does not have to be paid back.

guide-places = Besides school there are places to learn that cost nothing, such as education support centres. Often you can go and look, even without your child.

guide-attendance = Learning outside school or online can count as attendance; the head teacher decides. We can be there when you talk with the school, if you like.

guide-rest = That a child may need to rest is written in Japanese law, too (the Act on Securing Educational Opportunities). Resting is nobody's fault.

guide-visits = Home visits and meetings can be moved, shortened or declined. If you decline, you can go on using this chat just as before.

guide-records = We don't tell a school or an office what is written here without your agreement, except when life or safety is in danger. If you'd like to see your record, just ask.

## Places to call. The name stands before the number

hotline-sos24 = 24-hour child SOS line (in Japanese)

hotline-childline = Childline, up to 18 (in Japanese)

hotline-abuse189 = Child guidance centre (if someone is being hurt)

hotline-rights_child = Children’s rights line (in Japanese)

hotline-police = Police (in danger now)

hotline-ambulance = Ambulance and fire
