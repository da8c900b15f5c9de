-- What people sent besides words. Name, source and parts are sealed under the key of `keeper` (null: the area's), as messages are.
create table attachment (
    id text primary key,
    message text not null,
    conversation text not null,
    area text not null,
    keeper text,                        -- the contact whose key seals it, as of its conversation
    position bigint not null,           -- its place in the message
    kind text not null,                 -- image, video, audio, file; once it is here: as its first bytes say
    name bytea,                         -- what the person's telephone called it
    source bytea,                       -- the platform's reference or an address; destroyed when it is here
    state text not null,                -- waiting, ready, gone, too_large, refused, erased
    problem text,                       -- a stable word for why it was refused or erased
    content_type text,                  -- as its first bytes say
    bytes bigint,                       -- how many are kept; of what is too large: how many would have been kept
    tells_place bigint,                 -- 1 = what was recorded with it could not be taken out
    tries bigint not null,
    due_at bigint not null,             -- when it is fetched; moved on by whoever fetches it
    received_at bigint not null,
    fetched_at bigint,
    erased_at bigint,
    restricted_at bigint,               -- since when only who leads may open it
    restricted_by text
) /* rowless */;
create index attachment_due on attachment (due_at) where state = 'waiting';
create index attachment_message on attachment (message, position);
create index attachment_conversation on attachment (conversation, message, position);
create index attachment_keeper on attachment (keeper) where keeper is not null and state <> 'erased';
create index attachment_kept on attachment (received_at) where state <> 'erased';

-- The bytes, in parts of one mebibyte, each sealed by itself: a part of a film is read without the rest.
create table attachment_part (
    attachment text not null,
    part bigint not null,
    body bytea not null,
    primary key (attachment, part)
);
