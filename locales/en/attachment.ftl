### Pictures, films, sounds and files that came in a conversation. Read by staff.
### languages: ja, en
### audience: adult

attachment-title = { $kind }, { $size }
attachment-size-kb = { $number } kB
attachment-size-mb = { $number } MB
attachment-show = Covered. Press to show it.
attachment-hide = Cover it
attachment-keep = Save it
attachment-picture-alt = A picture that the person sent

## When it is not here

attachment-waiting = On its way.
attachment-gone = It is gone: taken back, or past its time.
attachment-too-large = Too large to be taken (up to { $size }).
attachment-erased = It is gone: the person took it back.
attachment-old = Erased, because it was kept as long as it may be.
attachment-too-many = There were more, too many to be taken.
attachment-too-many-today = Not taken: too many from this person today.
attachment-unsafe = Not taken: it lies in an unsafe place.
attachment-refused = It could not be taken.

## Care

attachment-tells-place = It may still say where it was made. Do not pass it on.
attachment-kept = Only leads can open it.
attachment-careful = If it may be sexual
attachment-careful-leave = Do not open it again. Do not save, forward, print or photograph it. Merely having a sexual picture of a child can break the law.
attachment-careful-lead = The button below keeps it for leads and calls them. Do not carry this alone: speak to them, too.
attachment-careful-police = The lead makes the calls. In danger now: police, 110. Advice: police, #9110, or the child guidance centre, 189. Ask the police before anything is erased.
attachment-careful-child = Do not blame the person. Thank them for telling, and ask for no details of the picture.
attachment-restrict = Keep it for leads only
attachment-unrestrict = Let staff open it again
