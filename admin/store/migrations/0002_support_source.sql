-- An import that is repeated replaces the links it brought, and only those.
alter table support_link add column source text;     -- import; null = entered by staff
