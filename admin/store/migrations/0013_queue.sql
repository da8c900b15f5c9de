-- Each index of the queue serves one question only. While little waits PostgreSQL thinks all of them equally good, and went through
-- everything that waits, and what had waited before, to find a row by its id or its conversation.
drop index outbox_conversation;
create index outbox_conversation on outbox (conversation, id) where state in ('queued', 'sending') and conversation is not null;
drop index outbox_lease;
create index outbox_lease on outbox (lease_until) where state = 'sending' and lease_until is not null;
drop index outbox_expiry;
create index outbox_expiry on outbox (expires_at) where state = 'queued' and expires_at is not null;
