-- One message to many people. What it says is about no person, so nothing here is sealed.

create table broadcast (
    id text primary key,
    areas text not null,                -- [["area id"], …]: for the people of these and everything below them
    state text not null,                -- draft, confirmed, sending, done, stopped, undone
    rev bigint not null,                -- rises with every change
    content text not null,              -- JSON: words by language, or a flow
    selection text not null,            -- JSON: whom it is for
    urgent text,                        -- why the weekly limits do not hold for it; null = they hold
    lasts bigint not null,              -- for how long after it was confirmed it may begin for somebody
    preview text,                       -- JSON: what was counted before it was confirmed
    created_by text not null,
    created_at bigint not null,
    confirmed_by text,
    confirmed_at bigint,
    undo_until bigint,                  -- nothing leaves before
    expires_at bigint,                  -- nothing leaves afterwards
    ended_by text,
    ended_at bigint
);
create index broadcast_live on broadcast (state) where state in ('confirmed', 'sending');

-- How far it has come on one channel.
create table broadcast_lane (
    broadcast text not null,
    channel text not null,
    rev bigint not null,
    place text not null,                -- the last address that was looked at
    next_at bigint not null,            -- not before
    again_at bigint,                    -- when those may be written to who may not now
    queued bigint not null,             -- people it was queued for
    left_out text not null,             -- JSON: people it was not queued for, by reason
    done bigint not null,
    primary key (broadcast, channel)
);

-- Whom it was decided for: each person once, whatever addresses they have, however often the service was interrupted.
create table broadcast_recipient (
    broadcast text not null,
    conversation text not null,
    contact text not null,
    why text,                           -- why it was not queued; null = it was
    primary key (broadcast, conversation)
) /* rowless */;
create unique index broadcast_recipient_contact on broadcast_recipient (broadcast, contact);

alter table outbox add column broadcast text;
create index outbox_broadcast on outbox (broadcast, channel, state) where broadcast is not null;

-- The people of one channel, page by page.
create index address_channel on address (channel, id);
