-- One person, several addresses: an address may move to another contact and back. What was sealed stays sealed under the key of the
-- contact that the address had at first, so that nothing is lost either way.
alter table address add column keeper text;          -- the contact whose key seals this conversation; never changes
update address set keeper = contact;
alter table address add column rank bigint not null default 0;   -- the person's order of channels: lower comes first
alter table address add column handset text;         -- keyed hash of the platform's id without the channel: the same telephone elsewhere
create index address_handset on address (handset) where handset is not null;
create index address_keeper on address (keeper) where keeper is not null;

-- Conversations share a contact from now on: a writer that saw an older one loses.
alter table contact add column rev bigint not null default 0;

-- Other ids by which a platform knows the same person (a telephone number and a name of the business's own).
create table address_alias (
    channel text not null,
    thread text not null,               -- keyed hash, as in address
    address text not null,
    primary key (channel, thread)
) /* rowless */;

-- What shall be shown as read once a person of the staff has read the conversation.
alter table conversation add column read_mark bytea;

-- Which request a message of the platform came from, on channels that tell what became of it.
create table sent (
    channel text not null,
    platform_id text not null,
    outbox text not null,
    primary key (channel, platform_id)
) /* rowless */;
-- Word that came before we knew the message's id.
create table early_receipt (
    channel text not null,
    platform_id text not null,
    status text not null,
    problem text,
    at bigint not null,
    primary key (channel, platform_id)
) /* rowless */;

-- An edit that arrives late must not undo a later one; a message that arrives after it was taken back must not be read.
alter table message add column edited_at bigint;
alter table message add column quotes text;          -- the platform's id of the message that this one answers
create index message_unsent on message (conversation, platform_id) where kind = 'unsend';
