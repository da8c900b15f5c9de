-- Times are microseconds since 1970 in UTC, ids UUIDv7 as text, JSON is text, bytea columns are sealed unless they say otherwise.
-- `/* rowless */` becomes `without rowid` on SQLite, which then keeps one tree for table and key instead of two.
-- Every row that belongs to a municipality carries its area.

create table setting (
    key text primary key,
    value text not null
);

create table area (
    id text primary key,
    slug text not null unique,
    name text not null,
    kind text not null,                 -- prefecture, city, ward
    parent text
);

create table channel (
    slug text primary key,
    kind text not null,
    area text not null,
    audience text not null,
    paused_until bigint,
    paused_why text
);

-- People -----------------------------------------------------------------------------------------------------------

create table contact (
    id text primary key,
    area text not null,
    key bytea,                          -- the contact's own key, wrapped; null = erased, nothing can be read any more
    role text not null,
    memory bytea,                       -- fields and their history
    child_case text,                    -- the case this contact belongs to
    created_at bigint not null,
    erased_at bigint
) /* rowless */;
create index contact_area on contact (area, id);
create index contact_case on contact (child_case) where child_case is not null;

create table address (
    id text primary key,                -- also the id of its conversation
    channel text not null,
    area text not null,
    thread text not null,               -- keyed hash of the platform's id
    kind text not null,                 -- person, group, channel
    external bytea,                     -- the platform's id
    contact text,
    state text not null,                -- ok, blocked, left
    state_at bigint not null
) /* rowless */;
create unique index address_thread on address (channel, thread);
create index address_contact on address (contact) where contact is not null;

create table conversation (
    id text primary key,
    channel text not null,
    area text not null,
    contact text,
    kind text not null,
    audience text not null,
    rev bigint not null,                -- rises with every change; a writer that saw an older one loses
    controller text not null,           -- flow, human, waiting
    staff text,                         -- who holds the pen
    lease_until bigint,
    handoff text,                       -- the open handoff
    urgency bigint not null,            -- 0 none, 1 this week, 2 today, 3 now
    unanswered_since bigint,            -- first words of the person that no person of the staff has answered yet
    run bytea,                          -- the passage through a flow that is under way
    run_flow text,
    run_version bigint,
    run_step text,
    wake_at bigint,                     -- when the run wants to be woken
    encounter text,                     -- the ledger row that still grows
    last_in_at bigint,
    last_out_at bigint,
    last_human_at bigint
) /* rowless */;
create index conversation_wake on conversation (wake_at) where wake_at is not null;
create index conversation_contact on conversation (contact) where contact is not null;
create index conversation_waiting on conversation (area, urgency, unanswered_since) where unanswered_since is not null;
create index conversation_held on conversation (area, controller) where controller <> 'flow';

create table message (
    id text primary key,
    conversation text not null,
    area text not null,
    direction text not null,
    author text not null,
    staff text,
    kind text not null,
    body bytea,                         -- null = there are no words, or they were erased
    platform_id text,
    event_id text,
    outbox text,                        -- the request that carries it
    occurred_at bigint,
    received_at bigint not null,
    erased_at bigint
) /* rowless */;
create index message_conversation on message (conversation, id);

-- Queues -----------------------------------------------------------------------------------------------------------

create table intake (
    id text primary key,
    channel text not null,
    dedupe text not null,
    thread text not null,               -- keyed hash, as in address
    payload bytea,                      -- the raw event; destroyed when its work is done
    received_at bigint not null,
    state text not null,                -- new, done, aside
    problem text
) /* rowless */;
create unique index intake_dedupe on intake (channel, dedupe);
create index intake_new on intake (id) where state = 'new';
create index intake_done on intake (received_at) where state <> 'new';

create table outbox (
    id text primary key,                -- for life also the platform's retry key
    conversation text not null,
    channel text not null,
    area text not null,
    priority bigint not null,           -- 0 crisis and people, 1 replies, 2 what the script sends by itself, 3 broadcasts
    author text not null,
    staff text,
    payload bytea,                      -- address, reply token and messages; destroyed when its work is done
    state text not null,                -- queued, sending, accepted, failed, expired, cancelled
    due_at bigint not null,
    expires_at bigint not null,
    lease_until bigint,
    tries bigint not null,
    problem text,
    past text,                          -- what earlier tries leave open: maybe_replied, pushed
    request_id text,
    platform_ids text,
    created_at bigint not null,
    done_at bigint
) /* rowless */;
create index outbox_ready on outbox (state, due_at) where state in ('queued', 'sending');
create index outbox_conversation on outbox (conversation, id) where state in ('queued', 'sending');

create table wake (
    id text primary key,
    kind text not null,                 -- schedule, handoff, alert, …
    subject text not null,
    area text not null,
    due_at bigint not null,
    payload text
) /* rowless */;
create unique index wake_subject on wake (kind, subject);
create index wake_due on wake (due_at);

create table slot (
    id text primary key,
    area text not null,
    starts_at bigint not null,
    contact text
);
create index slot_free on slot (area, starts_at) where contact is null;

-- Staff at work ----------------------------------------------------------------------------------------------------

create table handoff (
    id text primary key,
    conversation text not null,
    area text not null,
    team text not null,
    why text not null,
    urgency bigint not null,
    state text not null,
    opened_at bigint not null,
    taken_by text,
    taken_at bigint,
    closed_by text,
    closed_at bigint,
    closed_how text
);
create index handoff_open on handoff (area, urgency, opened_at) where state <> 'closed';
create index handoff_conversation on handoff (conversation, id);

create table alert (
    id text primary key,
    conversation text not null,
    contact text,
    area text not null,
    team text not null,
    urgency bigint not null,
    category text not null,
    rule text not null,
    message text,
    opened_at bigint not null,
    acked_by text,
    acked_at bigint,
    closed_by text,
    closed_at bigint
);
create index alert_open on alert (area, opened_at) where closed_at is null;
create index alert_conversation on alert (conversation, id);

create table note (
    id text primary key,
    conversation text not null,
    contact text,
    area text not null,
    staff text not null,
    body bytea,
    written_at bigint not null
);
create index note_conversation on note (conversation, id);

create table staff (
    id text primary key,
    login text not null unique,
    name text not null,
    password text not null,             -- argon2
    second_factor bytea,
    language text not null,
    created_at bigint not null,
    disabled_at bigint,
    failures bigint not null,
    locked_until bigint
);

create table staff_grant (
    id text primary key,
    staff text not null,
    role text not null,
    area text not null,                 -- of this area and everything below it
    valid_from bigint not null,
    valid_to bigint
);
create index staff_grant_staff on staff_grant (staff);

create table session (
    token text primary key,             -- SHA-256 of the cookie
    staff text not null,
    begun_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);

create table audit (
    seq bigint primary key,
    at bigint not null,
    staff text,
    area text,
    action text not null,
    object text not null,
    detail text,
    previous text not null,
    hash text not null
) /* rowless */;
create index audit_object on audit (object, seq);

-- The record -------------------------------------------------------------------------------------------------------

create table child_case (
    id text primary key,
    area text not null,
    number text not null,               -- the city's own
    fiscal_year bigint not null,
    school text,
    grade text,
    found_via text,
    assessment text,                    -- needed, not_needed
    assessed_at bigint,
    opened_at bigint not null,
    closed_at bigint,
    outcome text,                       -- resolved, improved, unchanged, worsened, other_moved; null = unmeasured
    outcome_at bigint,
    source text not null
);
create unique index child_case_number on child_case (area, fiscal_year, number);

create table case_state (
    child_case text not null,
    actor text not null,
    state text not null,                -- reached, unreached, preparing, not_attempted
    at bigint not null,
    primary key (child_case, actor)
);

create table support_link (
    id text primary key,
    child_case text not null,
    area text not null,
    destination text not null,          -- ward_office, agency, medical_police, place_learning, school, other
    state text not null,                -- preparing, offered, in_use, ended, declined
    started_at bigint not null,
    ended_at bigint
);
create index support_link_case on support_link (child_case);

create table encounter (
    id text primary key,
    area text not null,
    child_case text,
    contact text,
    conversation text,
    target text not null,
    actor text not null,
    staff text,
    flow text,
    flow_only bigint not null,          -- 1 = no person of the staff took part
    direction text not null,            -- who began it
    method text not null,
    started_at bigint not null,
    ended_at bigint not null,
    result text not null,
    reached bigint not null,
    counted bigint not null,
    messages_in bigint not null,
    messages_out bigint not null,
    rule bigint not null,               -- version of the counting rule
    source text not null,
    voids text,                         -- the row this one corrects
    voided_by text,
    note text,
    recorded_at bigint not null
) /* rowless */;
create index encounter_area on encounter (area, started_at);
create index encounter_contact on encounter (contact, id) where contact is not null;
create index encounter_case on encounter (child_case) where child_case is not null;

create table consent (
    id text primary key,
    contact text not null,
    area text not null,
    scope text not null,
    state text not null,                -- given, declined, withdrawn
    version text not null,              -- the words that were shown
    method text not null,
    at bigint not null
) /* rowless */;
create index consent_contact on consent (contact, id);

create table denominator (
    area text not null,
    fiscal_year bigint not null,
    pupils bigint not null,
    primary key (area, fiscal_year)
);

-- The script -------------------------------------------------------------------------------------------------------

create table flow_version (
    flow text not null,
    version bigint not null,
    source text not null,
    note text not null,
    published_by text,
    published_at bigint not null,
    primary key (flow, version)
);
