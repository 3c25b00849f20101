-- The health units' console: who works where, whom they look after, what they have to do, and who saw what.

-- Staff read and write as this role, which row-level security binds; the programs themselves own the tables.
-- Roles belong to the whole server: another database may be making it at this moment.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ncovi_staff') then
    create role ncovi_staff nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'this account may not create roles'
      using hint = format('As a superuser: create role ncovi_staff nologin; grant ncovi_staff to %I;', current_user);
end $$;
do $$
begin
  if not pg_has_role(current_user, 'ncovi_staff', 'member') then
    execute format('grant ncovi_staff to %I', current_user);
  end if;
end $$;

create table units (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null check (kind in
    ('nation', 'health_department', 'cdc', 'district_centre', 'station', 'communications', 'observer')),
  parent uuid references units,
  -- Codes from the province down to the area it is responsible for; the nation has none.
  area_version text,
  area_path text[] not null default '{}',
  -- Also sees people whose place of living is not known.
  takes_unplaced boolean not null default false,
  phone text,
  created_at timestamptz not null default now()
);
create index units_by_area on units (area_path);

create table staff (
  id uuid primary key default gen_random_uuid(),
  unit uuid not null references units,
  -- Lower case.
  username text not null unique check (username = lower(username)),
  name text not null,
  -- admin: also accounts and audit; officer: works on people; communications: aggregates only; viewer: reads.
  role text not null check (role in ('admin', 'officer', 'communications', 'viewer')),
  language text not null default 'vi',
  -- PHC string of argon2id.
  password text not null,
  -- Secret of the one-time codes, sealed; it counts from `totp_since`.
  totp text,
  totp_since timestamptz,
  -- The last time step a code was accepted for: each code works once.
  totp_step bigint,
  failures integer not null default 0,
  locked_until timestamptz,
  signed_in_at timestamptz,
  -- When the visit before this one ended: what came later is new to them.
  seen_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create index staff_by_unit on staff (unit);

create table staff_sessions (
  id uuid primary key default gen_random_uuid(),
  -- SHA-256 (hex) of what the cookie holds.
  token text not null unique,
  staff uuid not null references staff on delete cascade,
  address text not null,
  agent text not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index staff_sessions_by_staff on staff_sessions (staff);

create table invitations (
  id uuid primary key default gen_random_uuid(),
  -- SHA-256 (hex) of what the link holds.
  token text not null unique,
  unit uuid not null references units,
  role text not null,
  name text not null,
  invited_by uuid references staff,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_by uuid references staff,
  revoked_at timestamptz
);

-- Tokens other systems fetch data with, on behalf of a member of staff.
create table api_tokens (
  id uuid primary key default gen_random_uuid(),
  token text not null unique,
  staff uuid not null references staff on delete cascade,
  name text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);

-- Who saw or changed what. Nothing here is ever changed or removed.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  staff uuid,
  unit uuid,
  -- Of the unit, so that an admin sees what was done in their area.
  area_path text[] not null default '{}',
  address text not null,
  -- Such as `signed_in`, `person_seen`, `exported`.
  action text not null,
  -- Such as `person`, and its id.
  subject text,
  subject_id text,
  detail jsonb not null default '{}'
);
create index audit_by_subject on audit (subject, subject_id, id desc);
create index audit_by_staff on audit (staff, id desc);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();

-- Somebody declarations are about: the contact or a member of their household. The facts are the newest declared.
create table persons (
  -- md5 of the contact's address and of who it is for them, so that nothing need be looked up to find it.
  id uuid primary key,
  urn text not null,
  -- `self`, or the household member's id in the conversation.
  subject text not null,
  -- Found to be the same as this one.
  merged_into uuid references persons,
  name text,
  name_folded text,
  birth_year integer,
  gender text,
  nationality text,
  phone text,
  area_version text,
  area_code text,
  area_path text[] not null default '{}',
  address_line text,
  conditions text[] not null default '{}',
  -- Of the newest declaration.
  symptoms text[] not null default '{}',
  exposures text[] not null default '{}',
  level smallint not null,
  declaration uuid not null,
  declared_at timestamptz not null,
  first_declared_at timestamptz not null,
  -- F0 to F5 (0 to 5), set by staff or computed from the contact graph; null: none.
  f_status smallint check (f_status between 0 and 5),
  -- Set by staff; the computed one follows from contacts.
  f_set boolean not null default false
);
create index persons_newest on persons (declared_at desc, id) where merged_into is null;
create index persons_by_area_1 on persons ((area_path[1]), declared_at desc, id) where merged_into is null;
create index persons_by_area_2 on persons ((area_path[2]), declared_at desc, id) where merged_into is null;
create index persons_by_area_3 on persons ((area_path[3]), declared_at desc, id) where merged_into is null;
-- One in twenty-five.
create index persons_worrying on persons (declared_at desc, id) where merged_into is null and level >= 2;
create index persons_worrying_1 on persons ((area_path[1]), declared_at desc, id)
  where merged_into is null and level >= 2;
create index persons_by_name on persons using gin (to_tsvector('simple', coalesce(name_folded, '')));
create index persons_by_phone on persons (phone, birth_year) where phone is not null;
create index persons_by_contact on persons (urn);
create index persons_merged on persons (merged_into) where merged_into is not null;

-- Who of the contact's people a declaration is about, as declared; `declaration_ids.person` is who that is known to be.
alter table declarations add column subject text not null default 'self';
alter table declaration_ids add column person uuid;

create function person_id(urn text, subject text) returns uuid language sql immutable parallel safe
  return md5(urn || ' ' || subject)::uuid;

-- Who declarations of before this migration were about is known by name and birth only.
insert into persons (id, urn, subject, name, name_folded, birth_year, gender, nationality, phone, area_version, area_code,
    area_path, address_line, conditions, symptoms, exposures, level, declaration, declared_at, first_declared_at)
  select distinct on (key.id) key.id, urn, key.subject, name, name_folded, birth_year, gender, nationality, phone,
    area_version, area_code, area_path, address_line, conditions, symptoms, exposures, level, d.id, declared_at,
    min(declared_at) over (partition by key.id)
  from declarations d
  cross join lateral (select coalesce(name_folded, '') || ' ' || coalesce(birth_year::text, '') as subject) s
  cross join lateral (select s.subject, person_id(d.urn, s.subject) as id) key
  order by key.id, declared_at desc;
update declarations set subject = coalesce(name_folded, '') || ' ' || coalesce(birth_year::text, '');
update declaration_ids i set person = person_id(d.urn, d.subject) from declarations d where d.id = i.id;
alter table declarations alter column subject drop default;
create index declaration_ids_by_person on declaration_ids (person, declared_at desc);

-- What a health unit has to do about a person. At most one open one each.
create table work_items (
  id uuid primary key,
  person uuid not null references persons,
  -- verify: a declaration worries; missed: somebody followed was silent; call_back: asked to be called.
  kind text not null check (kind in ('verify', 'missed', 'call_back')),
  -- The declaration it is about: the newest that worries.
  declaration uuid,
  area_path text[] not null default '{}',
  level smallint not null,
  -- Of that declaration.
  symptoms text[] not null default '{}',
  exposures text[] not null default '{}',
  status text not null default 'new' check (status in ('new', 'assigned', 'verifying', 'unreachable', 'visit',
    'verified', 'following', 'closed')),
  -- How it ended: see follow-up/life-cycle.ts.
  outcome text,
  conclusion text check (conclusion in ('none', 'self_monitor', 'home', 'concentrated', 'facility')),
  -- Depth in the area tree of who has to act: 3 commune, 2 district, 1 province.
  tier smallint not null default 3,
  assigned_to uuid references staff,
  -- Calls nobody answered: how many, and when the last three were.
  attempts smallint not null default 0,
  missed_calls timestamptz[] not null default '{}',
  call_again_at timestamptz,
  -- Until when something has to be done: verified, concluded, or looked after to the last day.
  deadline timestamptz not null,
  -- It was overdue and handed up then; the first deadline stays for the statistics.
  first_deadline timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  received_at timestamptz,
  verified_at timestamptz,
  concluded_at timestamptz,
  closed_at timestamptz,
  -- The item before, of the same person, that this one takes up again.
  reopens uuid references work_items,
  -- Counts changes: whoever changes it names the one they saw.
  version integer not null default 1
);
create unique index work_items_open on work_items (person) where closed_at is null;
create index work_items_by_person on work_items (person, created_at desc);
create index work_items_open_all on work_items (level desc, deadline, id) where closed_at is null;
create index work_items_open_1 on work_items ((area_path[1]), level desc, deadline, id) where closed_at is null;
create index work_items_open_2 on work_items ((area_path[2]), level desc, deadline, id) where closed_at is null;
create index work_items_open_3 on work_items ((area_path[3]), level desc, deadline, id) where closed_at is null;
create index work_items_by_deadline on work_items (deadline)
  where closed_at is null and verified_at is null and tier > 1;
create index work_items_unreachable on work_items (updated_at) where closed_at is null and status = 'unreachable';
create index work_items_created on work_items (created_at);

-- What happened to a work item: who, when, what, in their words.
create table work_events (
  id uuid primary key default gen_random_uuid(),
  work_item uuid not null references work_items,
  person uuid not null references persons,
  at timestamptz not null default now(),
  staff uuid references staff,
  -- Such as `called`, `concluded`: see follow-up/life-cycle.ts.
  kind text not null,
  note text not null default '',
  detail jsonb not null default '{}'
);
create index work_events_by_item on work_events (work_item, at);
create index work_events_by_person on work_events (person, at desc);

-- A decision to isolate somebody. Days are dates in TIME_ZONE; day 0 is the last exposure.
create table isolations (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references persons,
  work_item uuid references work_items,
  place text not null check (place in ('home', 'concentrated', 'facility')),
  -- Where, when not at home.
  site text not null default '',
  day_zero date not null,
  ends_on date not null,
  -- Who decided, and the number of the paper.
  authority text not null,
  document text not null default '',
  decided_by uuid references staff,
  decided_at timestamptz not null default now(),
  ended_at timestamptz,
  -- completed, moved, referred, died, cancelled
  ending text
);
create unique index isolations_open on isolations (person) where ended_at is null;
create index isolations_by_person on isolations (person, decided_at desc);
create index isolations_current on isolations (ends_on) where ended_at is null;

create table isolation_events (
  id uuid primary key default gen_random_uuid(),
  isolation uuid not null references isolations,
  person uuid not null references persons,
  at timestamptz not null default now(),
  staff uuid references staff,
  -- extended, breach, moved, ended
  kind text not null,
  note text not null default '',
  detail jsonb not null default '{}'
);
create index isolation_events_by_isolation on isolation_events (isolation, at);
create index isolation_events_by_person on isolation_events (person);

-- Temperature and symptoms of a day, from the bot, a call or a visit.
create table health_log (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references persons,
  day date not null,
  part text not null check (part in ('morning', 'afternoon')),
  temperature numeric(3, 1),
  symptoms text[] not null default '{}',
  source text not null check (source in ('bot', 'phone', 'visit')),
  staff uuid references staff,
  -- The one it was taken from.
  declaration uuid unique,
  at timestamptz not null default now()
);
create index health_log_by_person on health_log (person, day, part);

-- Who met whom: `source` is nearer to the case.
create table contacts (
  source uuid not null references persons,
  contact uuid not null references persons,
  -- Last day they met.
  met_on date,
  note text not null default '',
  staff uuid references staff,
  created_at timestamptz not null default now(),
  primary key (source, contact),
  check (source <> contact)
);
create index contacts_by_contact on contacts (contact);

-- What somebody was told about their case, or why it could not be told; each thing at most once.
create table tellings (
  id text primary key,
  person uuid not null,
  urn text not null,
  -- The text of locales/*/common.json under `follow_up`.
  key text not null,
  -- sent: given to the platform or waiting for it; stopped: they left; costs, closed: the platform wants money, or takes
  -- nothing; unknown: no conversation is kept; failed: refused for another reason, or given up.
  outcome text not null check (outcome in ('sent', 'stopped', 'costs', 'closed', 'unknown', 'failed')),
  -- The id of the message.
  message uuid,
  at timestamptz not null default now()
);
create index tellings_by_person on tellings (person, at desc);
create index tellings_by_message on tellings (message);

-- Tasks that are done once for each moment they are due, by whichever program comes first.
create table schedules (
  task text primary key,
  -- Such as `2020-03-27 morning`.
  done_for text not null
);

-- How many people live where: imported, for the adoption rate.
create table population (
  area_version text not null,
  code text not null,
  population integer not null check (population >= 0),
  households integer,
  source text not null,
  year integer not null,
  primary key (area_version, code)
);

-- Reminders to units that lag (đôn đốc).
create table urgings (
  id uuid primary key default gen_random_uuid(),
  unit uuid not null references units,
  -- Copied, so that who reads it is known without the unit.
  area_path text[] not null,
  at timestamptz not null default now(),
  staff uuid references staff,
  -- adoption, overdue, no_sign_in
  rules text[] not null,
  text text not null
);
create index urgings_by_unit on urgings (unit, at desc);

-- The installation itself: whether its data are invented for a demonstration.
create table installation (
  only_row boolean primary key default true check (only_row),
  demo boolean not null default false
);
insert into installation default values;

-- Who is asking: the transaction names the member of staff, the database knows what they may see. A name that is not
-- there, or an account that is disabled, sees nothing.
create function staff_asking() returns uuid language sql stable
  return nullif(current_setting('ncovi.staff', true), '')::uuid;

-- Depth of the area they see: 0 everything, null nothing. Communications and observers see aggregates only.
create function staff_depth() returns integer language sql stable security definer set search_path = public, pg_temp
  return (select cardinality(u.area_path) from staff s join units u on u.id = s.unit
    where s.id = staff_asking() and s.disabled_at is null and s.role <> 'communications'
      and u.kind not in ('communications', 'observer'));

create function staff_area() returns text language sql stable security definer set search_path = public, pg_temp
  return (select u.area_path[cardinality(u.area_path)] from staff s join units u on u.id = s.unit
    where s.id = staff_asking() and s.disabled_at is null);

create function staff_takes_unplaced() returns boolean language sql stable security definer set search_path = public, pg_temp
  return coalesce((select u.takes_unplaced from staff s join units u on u.id = s.unit
    where s.id = staff_asking() and s.disabled_at is null and s.role <> 'communications'
      and u.kind not in ('communications', 'observer')), false);

create function staff_role() returns text language sql stable security definer set search_path = public, pg_temp
  return (select s.role from staff s where s.id = staff_asking() and s.disabled_at is null);

create function staff_writes() returns boolean language sql stable security definer set search_path = public, pg_temp
  return coalesce((select s.role in ('admin', 'officer') from staff s
    where s.id = staff_asking() and s.disabled_at is null), false);

grant usage on schema public to ncovi_staff;
grant select on areas, area_maps, declarations, declaration_ids, persons, work_items, work_events, isolations,
  isolation_events, health_log, contacts, population, installation to ncovi_staff;
grant select (id, name, kind, parent, area_version, area_path, phone) on units to ncovi_staff;
grant select (id, unit, username, name, role) on staff to ncovi_staff;
grant select, insert on audit, urgings to ncovi_staff;
grant select on tellings to ncovi_staff;
grant insert on work_items, work_events, isolations, isolation_events, health_log, contacts to ncovi_staff;
-- Whom something is about, and where it lies, changes by the functions below alone.
grant update (kind, status, outcome, conclusion, tier, assigned_to, attempts, missed_calls, call_again_at, deadline, first_deadline,
  updated_at, received_at, verified_at, concluded_at, closed_at, version) on work_items to ncovi_staff;
grant update (place, site, day_zero, ends_on, ended_at, ending) on isolations to ncovi_staff;
grant update (f_status, f_set) on persons to ncovi_staff;
grant delete on contacts to ncovi_staff;

-- One sentence for every table with a place: it lies in the area of who asks, or nowhere and they take those.
-- Written with `case`, because the planner takes an `or` of things it cannot know for one row in two hundred, expects
-- a few rows where there are thousands, and sorts them instead of walking along an index.
alter table declarations enable row level security;
create policy in_area on declarations to ncovi_staff using (case when (select staff_depth()) = 0 then true
  when area_path[(select staff_depth())] = (select staff_area()) then true
  else area_path = '{}' and (select staff_takes_unplaced()) end);
alter table persons enable row level security;
create policy in_area on persons to ncovi_staff using (case when (select staff_depth()) = 0 then true
  when area_path[(select staff_depth())] = (select staff_area()) then true
  else area_path = '{}' and (select staff_takes_unplaced()) end)
  with check ((select staff_writes()));
alter table work_items enable row level security;
create policy in_area on work_items to ncovi_staff using (case when (select staff_depth()) = 0 then true
  when area_path[(select staff_depth())] = (select staff_area()) then true
  else area_path = '{}' and (select staff_takes_unplaced()) end)
  with check ((select staff_writes()) and (case when (select staff_depth()) = 0 then true
  when area_path[(select staff_depth())] = (select staff_area()) then true
  else area_path = '{}' and (select staff_takes_unplaced()) end));

-- What belongs to a person is seen with the person.
alter table declaration_ids enable row level security;
create policy with_person on declaration_ids to ncovi_staff
  using (case when (select staff_depth()) = 0 then true
    else exists (select from persons p where p.id = declaration_ids.person) end);
alter table work_events enable row level security;
create policy with_person on work_events to ncovi_staff
  using (case when (select staff_depth()) = 0 then true
    else exists (select from persons p where p.id = work_events.person) end)
  with check ((select staff_writes()) and exists (select from persons p where p.id = work_events.person));
alter table isolations enable row level security;
create policy with_person on isolations to ncovi_staff
  using (case when (select staff_depth()) = 0 then true
    else exists (select from persons p where p.id = isolations.person) end)
  with check ((select staff_writes()) and exists (select from persons p where p.id = isolations.person));
alter table isolation_events enable row level security;
create policy with_person on isolation_events to ncovi_staff
  using (case when (select staff_depth()) = 0 then true
    else exists (select from persons p where p.id = isolation_events.person) end)
  with check ((select staff_writes()) and exists (select from persons p where p.id = isolation_events.person));
alter table health_log enable row level security;
create policy with_person on health_log to ncovi_staff
  using (case when (select staff_depth()) = 0 then true
    else exists (select from persons p where p.id = health_log.person) end)
  with check ((select staff_writes()) and exists (select from persons p where p.id = health_log.person));
-- Both ends must be seen.
alter table contacts enable row level security;
create policy with_both on contacts to ncovi_staff
  using (exists (select from persons p where p.id = contacts.source)
    and exists (select from persons p where p.id = contacts.contact))
  with check ((select staff_writes()) and exists (select from persons p where p.id = contacts.source)
    and exists (select from persons p where p.id = contacts.contact));

alter table tellings enable row level security;
create policy with_person on tellings to ncovi_staff
  using (case when (select staff_depth()) = 0 then true
    else exists (select from persons p where p.id = tellings.person) end);

-- What is written names who wrote it, and belongs to what it says it belongs to: ids can be guessed, and a foreign key
-- alone would tell whether one exists.
create policy of_person on work_items as restrictive for insert to ncovi_staff
  with check (exists (select from persons p where p.id = work_items.person));
create policy signed on work_events as restrictive for insert to ncovi_staff with check (staff = staff_asking()
  and exists (select from work_items w where w.id = work_events.work_item and w.person = work_events.person));
create policy signed on isolations as restrictive for insert to ncovi_staff with check (decided_by = staff_asking()
  and (work_item is null
    or exists (select from work_items w where w.id = isolations.work_item and w.person = isolations.person)));
create policy signed on isolation_events as restrictive for insert to ncovi_staff with check (staff = staff_asking()
  and exists (select from isolations i where i.id = isolation_events.isolation and i.person = isolation_events.person));
create policy signed on health_log as restrictive for insert to ncovi_staff
  with check (staff = staff_asking() and source <> 'bot' and declaration is null);
create policy signed on contacts as restrictive for insert to ncovi_staff with check (staff = staff_asking());
-- A deletion is checked against what is seen alone.
create policy by_writers on contacts as restrictive for delete to ncovi_staff using ((select staff_writes()));

alter table audit enable row level security;
create policy written on audit for insert to ncovi_staff with check (staff = staff_asking());
create policy read_by_admins on audit for select to ncovi_staff using ((select staff_role()) = 'admin'
  and ((select staff_depth()) = 0 or area_path[(select staff_depth())] = (select staff_area())));
alter table urgings enable row level security;
create policy in_area on urgings to ncovi_staff using ((select staff_depth()) = 0
  or area_path[(select staff_depth())] = (select staff_area()))
  with check ((select staff_writes()) and staff = staff_asking()
    and ((select staff_depth()) = 0 or area_path[(select staff_depth())] = (select staff_area()))
    and exists (select from units u where u.id = urgings.unit and u.area_path = urgings.area_path));

-- The same question for functions that run with the owner's rights.
create function staff_sees(path text[]) returns boolean language sql stable security definer set search_path = public, pg_temp
  return coalesce(staff_depth() = 0 or path[staff_depth()] = staff_area()
    or (path = '{}' and staff_takes_unplaced()), false);

-- Somebody lives elsewhere: they and their open work go to whoever looks after that place, also outside one's own area.
create function move_person(whom uuid, to_version text, to_path text[]) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before text[];
begin
  select area_path into before from persons
    where id = whom and merged_into is null and staff_writes() and staff_sees(area_path) for update;
  if not found or not exists (select from areas where version = to_version and path = to_path) then return false; end if;
  update persons set area_version = to_version, area_path = to_path, area_code = to_path[cardinality(to_path)]
    where id = whom;
  with moved as (
    update work_items set area_path = to_path, version = version + 1, updated_at = now(), assigned_to = null,
      status = case when status = 'assigned' then 'new' else status end,
      tier = greatest(1, least(3, cardinality(to_path)))
      where person = whom and closed_at is null returning id
  )
  insert into work_events (work_item, person, staff, kind, detail)
    select id, whom, staff_asking(), 'moved', jsonb_build_object('from', before, 'to', to_path) from moved;
  return true;
end $$;

-- Two records are one person. What hangs on the first goes to the second, which keeps its open work.
create function merge_persons(duplicate uuid, kept uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if duplicate = kept or not staff_writes() then return false; end if;
  perform 1 from persons where id in (duplicate, kept) and staff_sees(area_path) order by id for update;
  if (select count(*) from persons where id in (duplicate, kept) and merged_into is null
      and staff_sees(area_path)) <> 2 then return false; end if;
  update declaration_ids set person = kept where person = duplicate;
  -- One open work item each: the one kept takes the higher level and the earlier deadline.
  update work_items k set level = greatest(k.level, d.level), deadline = least(k.deadline, d.deadline),
    version = k.version + 1, updated_at = now()
    from work_items d where k.person = kept and d.person = duplicate and k.closed_at is null and d.closed_at is null;
  update work_items set status = 'closed', outcome = 'duplicate', closed_at = now(), version = version + 1,
    updated_at = now()
    where person = duplicate and closed_at is null
      and exists (select from work_items k where k.person = kept and k.closed_at is null);
  update work_items w set person = kept,
    area_path = case when k.area_path <> '{}' and (w.closed_at is null or w.area_path = '{}')
      then k.area_path else w.area_path end
    from persons k where w.person = duplicate and k.id = kept;
  update work_events set person = kept where person = duplicate;
  insert into work_events (work_item, person, staff, kind, detail)
    select id, kept, staff_asking(), 'merged', jsonb_build_object('duplicate', duplicate)
    from work_items where person = kept and closed_at is null;
  update isolations set ended_at = now(), ending = 'cancelled' where person = duplicate and ended_at is null
    and exists (select from isolations k where k.person = kept and k.ended_at is null);
  update isolations set person = kept where person = duplicate;
  update isolation_events set person = kept where person = duplicate;
  update health_log set person = kept where person = duplicate;
  update tellings set person = kept where person = duplicate;
  insert into contacts select kept, contact, met_on, note, staff, created_at from contacts
    where source = duplicate and contact <> kept on conflict do nothing;
  insert into contacts select source, kept, met_on, note, staff, created_at from contacts
    where contact = duplicate and source <> kept on conflict do nothing;
  delete from contacts where duplicate in (source, contact);
  update persons set merged_into = kept where merged_into = duplicate or id = duplicate;
  -- The facts are the newest; what the newest does not say, and where they live, stays as known.
  update persons k set
    declared_at = greatest(k.declared_at, d.declared_at),
    first_declared_at = least(k.first_declared_at, d.first_declared_at),
    declaration = case when d.declared_at > k.declared_at then d.declaration else k.declaration end,
    level = case when d.declared_at > k.declared_at then d.level else k.level end,
    symptoms = case when d.declared_at > k.declared_at then d.symptoms else k.symptoms end,
    exposures = case when d.declared_at > k.declared_at then d.exposures else k.exposures end,
    name = coalesce(k.name, d.name), name_folded = coalesce(k.name_folded, d.name_folded),
    birth_year = coalesce(k.birth_year, d.birth_year), gender = coalesce(k.gender, d.gender),
    nationality = coalesce(k.nationality, d.nationality), phone = coalesce(k.phone, d.phone),
    address_line = coalesce(k.address_line, d.address_line),
    area_version = case when k.area_path = '{}' then d.area_version else k.area_version end,
    area_code = case when k.area_path = '{}' then d.area_code else k.area_code end,
    area_path = case when k.area_path = '{}' then d.area_path else k.area_path end,
    f_status = case when k.f_set or not d.f_set then k.f_status else d.f_status end,
    f_set = k.f_set or d.f_set
    from persons d where k.id = kept and d.id = duplicate;
  return true;
end $$;

-- All somebody declared, wherever they lived then, for whoever looks after them now.
create function declarations_of(whom uuid, most integer) returns setof declarations
language sql stable security definer set search_path = public, pg_temp as $$
  select d.* from (
    select i.id, i.declared_at from persons p
    join persons same on same.id = p.id or same.merged_into = p.id
    join declaration_ids i on i.person = same.id
    where p.id = whom and staff_sees(p.area_path)
    order by i.declared_at desc, i.id limit most) newest
  join declarations d on d.declared_at = newest.declared_at and d.id = newest.id
  order by d.declared_at desc, d.id
$$;

-- Words of a name, matched by index. Row-level security would have to look at every row before it lets a text search
-- look at any, so the search runs with the owner's rights and asks the same question itself; with the place written out,
-- so that Postgres sees whether few live there or few have the name.
create function find_persons(words text, most integer) returns setof persons
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  depth integer := staff_depth();
  walk text := $walk$ select p.* from persons p
    where to_tsvector('simple', coalesce(p.name_folded, '')) @@ to_tsquery('simple', %L)
      and p.merged_into is null and %s
    order by p.declared_at desc, p.id limit %s $walk$;
  here text;
begin
  if depth is null then return; end if;
  here := format(walk, words, case depth when 0 then 'true' else format('p.area_path[%s] = %L', depth, staff_area()) end,
    most);
  if depth > 0 and staff_takes_unplaced() then
    here := format('select * from ((%s) union all (%s)) found order by declared_at desc, id limit %s', here,
      format(walk, words, 'p.area_path[1] is null and p.area_path = ''{}''', most), most);
  end if;
  return query execute here;
end $$;
