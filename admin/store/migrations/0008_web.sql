-- The web chat as a channel like any other: keys that open a room for somebody we know, pictures that lock a room, pictures that people send.

-- A link or a code that staff made for a contact. Good once, known here only by its keyed hash.
create table web_key (
    hash text primary key,
    contact text not null,
    area text not null,
    channel text not null,              -- the web chat it opens
    kind text not null,                 -- link, code
    created_by text not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
) /* rowless */;
create index web_key_contact on web_key (contact, channel);

-- Rooms that open only to somebody who knows which pictures to touch.
create table web_lock (
    channel text not null,
    thread text not null,               -- keyed hash of the session, as in address
    pin text not null,                  -- keyed hash of the session and its pictures in order
    epoch bigint not null,              -- rises whenever the room is locked: what was handed out before opens nothing any more
    failures bigint not null,           -- wrong tries since the last right one
    wait_until bigint not null,         -- no try before
    closed_at bigint,                   -- after too many: this session opens nothing any more
    primary key (channel, thread)
) /* rowless */;

-- Pictures on their way from the page into the conversation. `bytes` are sealed like raw events and destroyed when taken back or fetched.
create table web_upload (
    id text primary key,
    channel text not null,
    thread text not null,               -- keyed hash of the session, as in address
    event text not null,                -- the page's id of the message
    content_type text not null,
    bytes bytea not null,
    received_at bigint not null
);
create unique index web_upload_event on web_upload (channel, thread, event);
create index web_upload_received on web_upload (received_at);
