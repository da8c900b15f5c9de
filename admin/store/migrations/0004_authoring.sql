-- Flows, tables and texts that coordinators change in the console. What the installation ships lies below; what is published here wins.
-- A set is what is edited and published together: a flow with its texts and tests (`invite`), a table (`tables.tips`), shared texts
-- (`texts.common`). None of this is about a person, so nothing is sealed.

create table draft (
    path text primary key,              -- invite.yml, ja/invite.ftl, tables/tips.csv
    file_set text not null,
    rev bigint not null,                -- rises with every saving; who saw an older one is merged or told
    base_version bigint not null,       -- the published version it was begun from
    base_source text not null,
    source text not null,
    edited_by text not null,
    edited_at bigint not null
);
create index draft_set on draft (file_set);

-- Each saved state, so that the later of two savings can be merged with what its writer had before their eyes, and nothing is lost.
create table draft_revision (
    path text not null,
    rev bigint not null,
    source text not null,
    edited_by text,
    edited_at bigint not null,
    primary key (path, rev)
);

create table publication (
    file_set text not null,
    version bigint not null,            -- of a flow: the version that conversations are pinned to
    note text not null,
    reason text,                        -- why it was published in spite of warnings
    published_by text,
    published_at bigint not null,
    primary key (file_set, version)
);

create table file_version (
    path text not null,
    version bigint not null,            -- the publication that brought it
    file_set text not null,
    source text not null,
    primary key (path, version)
);
create index file_version_set on file_version (file_set, version);

-- Flows that begin for nobody any more; who is in the middle goes on.
create table flow_retired (
    flow text primary key,
    retired_by text not null,
    retired_at bigint not null
);

-- Who waits where, for the page of a flow.
create index conversation_run on conversation (run_flow, run_version, run_step) where run_flow is not null;
