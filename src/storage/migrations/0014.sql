-- An advisory has a picture at most.

-- `{"file", "url", "alt", "width", "height"}`: the name it is served under, where platforms fetch it (null: nowhere), and in
-- Vietnamese what is in it; null: none.
alter table advisories add column picture jsonb;

-- What it looks like; apart, so that no list carries it.
create table advisory_pictures (
  advisory uuid primary key references advisories on delete cascade,
  -- The hash of the bytes with `.jpg` or `.png`: nobody guesses it, and another picture has another one.
  file text not null check (file ~ '^[0-9a-f]{64}\.(jpg|png)$'),
  bytes bytea not null check (octet_length(bytes) <= 1048576),
  check (starts_with(file, encode(sha256(bytes), 'hex')))
);
create index advisory_pictures_by_file on advisory_pictures (file);
grant select, insert, delete on advisory_pictures to ncovi_staff;
alter table advisory_pictures enable row level security;
-- Once it is submitted it stays as it is agreed to.
create policy with_draft on advisory_pictures to ncovi_staff
  using ((select staff_tells())
    and exists (select from advisories a where a.id = advisory_pictures.advisory and a.status = 'draft'))
  with check ((select staff_tells())
    and exists (select from advisories a where a.id = advisory_pictures.advisory and a.status = 'draft'));
