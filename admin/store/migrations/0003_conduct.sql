-- What the script kept to itself, and why: nothing is dropped in silence.
create table held (
    id text primary key,
    area text not null,
    conversation text not null,
    contact text,
    flow text not null,
    step text,
    why text not null,
    at bigint not null,
    until bigint                        -- when it may be said; null = it will not be said any more
) /* rowless */;
create index held_area on held (area, id);
create index held_conversation on held (conversation, id);

-- A regular start that was put off: when it was due at first, and whose run it waits for.
alter table wake add column since bigint;
alter table wake add column waits_for text;
create index wake_waits on wake (waits_for) where waits_for is not null;

-- Single-use codes on letters. The code itself is nowhere: who reads this table cannot use one.
create table invitation (
    hash text primary key,
    letter text not null,
    area text not null,
    entry text,                         -- whom of the list it was printed for
    came_from text not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    contact text
);
create index invitation_area on invitation (area, letter);

-- An area whose programme rests.
create table suspension (
    area text primary key,
    since bigint not null,
    note text not null,
    staff text
);

-- The month's paid messages of a channel, as the platform last told.
alter table channel add column quota_limit bigint;
alter table channel add column quota_used bigint;
alter table channel add column quota_at bigint;

-- What became of a booked time: done, missed.
alter table slot add column outcome text;
alter table slot add column outcome_by text;
alter table slot add column outcome_at bigint;
create index slot_contact on slot (contact, starts_at) where contact is not null;
