-- An import that is repeated replaces the links it brought, and only those.
alter table support_link add column source text;     -- import; null = entered by staff

-- "Does a later row correct this one?" is asked of every row that a report counts.
create index encounter_voids on encounter (voids) where voids is not null;
