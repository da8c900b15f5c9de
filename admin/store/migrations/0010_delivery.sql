-- The queue as it is claimed: by channel, urgency and area in turn, in each what is due longest.
create index outbox_lane on outbox (channel, priority, area, due_at, id) where state = 'queued';
-- What an instance that died had under way.
create index outbox_lease on outbox (lease_until) where state = 'sending';
-- What is not sent any more.
create index outbox_expiry on outbox (expires_at) where state = 'queued';
drop index outbox_ready;

-- What platforms refused lately, for the page of channels.
create index outbox_failed on outbox (done_at) where state = 'failed';
