-- Secrets by which somebody in the web chat proves which account of a messenger is theirs: known here only by their keyed hash, good once and
-- for some minutes.
create table link_key (
    hash text primary key,
    conversation text not null,         -- the conversation of the web chat
    channel text not null,              -- the messenger's account
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
) /* rowless */;
create index link_key_expires on link_key (expires_at);
