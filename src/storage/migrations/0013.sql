-- Who read an advisory, what each person got, when one halts by itself; no unit twice.

-- The platform's id of the message, where it will say that it was read; forgotten once it has.
alter table deliveries add column message text;
create index deliveries_by_message on deliveries (message) where message is not null;

-- What each person got of an advisory, in the order of their ids; to nobody who sees sums only. Of whom a row is stays hidden
-- by row-level security on persons.
create function advisory_persons(which uuid, past uuid, most integer)
returns table (person uuid, channel text, area_path text[], status text, reason text, sent_at timestamptz, read_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select person, channel, area_path, status, reason, sent_at, read_at from deliveries
  where advisory = which and person > past and (select staff_depth() is not null and staff_knows(which))
  order by person limit most
$$;

-- What became of the last messages of an advisory, over all processes: see broadcast/halt.ts. Lost with a crash of Postgres,
-- which is as if sending had just begun, and with every step of the advisory.
create unlogged table recent_outcomes (
  advisory uuid primary key references advisories,
  last text not null
);
create function forget_outcomes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from recent_outcomes where advisory = new.id;
  return null;
end $$;
create trigger advisories_begin_anew after update of status on advisories
  for each row when (old.status is distinct from new.status) execute function forget_outcomes();

-- Each area has one unit of a kind that looks after people, and no office has the name of another right beside it. Units that
-- stood twice before this stay, and are no reason to refuse anything: the first of them counts.
alter table units add column twin boolean not null default false;
update units u set twin = true where exists (
  select from units first where first.kind = u.kind and first.area_path = u.area_path and first.id <> u.id
    and first.area_version is not distinct from u.area_version and (first.created_at, first.id) < (u.created_at, u.id)
    and (u.kind not in ('communications', 'observer')
      or (first.parent is not distinct from u.parent and lower(first.name) = lower(u.name))));
create unique index units_once on units (kind, coalesce(area_version, ''), area_path)
  where kind not in ('communications', 'observer') and not twin;
create unique index offices_once on units (parent, kind, coalesce(area_version, ''), area_path, lower(name))
  where kind in ('communications', 'observer') and not twin;
