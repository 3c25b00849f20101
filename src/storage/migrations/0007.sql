-- Advisories: who wants to be told what, what they are told, and whether it reached them.

-- Somebody who said something about being sent news.
create table subscribers (
  urn text primary key,
  channel text not null,
  -- Whose chat it is: `person_id(urn, 'self')`, whether or not they have declared.
  person uuid not null,
  language text not null,
  -- What they agreed to be told: news, prevention, area, daily.
  topics text[] not null default '{}',
  -- When they last wrote, as far as it is written down: up to a minute behind.
  heard_at timestamptz not null,
  -- They blocked us or left.
  stopped_at timestamptz,
  -- The link they came by last.
  campaign text
);
create index subscribers_by_person on subscribers (person);
create index subscribers_by_campaign on subscribers (campaign) where campaign is not null;

-- The proof of every consent and every "stop": Law 91/2025/QH15, Decree 13/2023/ND-CP. Nothing here is changed.
create table subscription_events (
  id uuid primary key,
  urn text not null,
  at timestamptz not null,
  action text not null check (action in ('start', 'stop')),
  topics text[] not null,
  -- SHA-256 (hex) of the question that was asked; empty where they asked by themselves.
  notice text not null default '',
  -- As they said it.
  words text not null
);
create index subscription_events_by_urn on subscription_events (urn, at);
create trigger subscription_events_are_append_only before update or delete or truncate on subscription_events
  for each statement execute function refuse_change();

create table advisories (
  id uuid primary key default gen_random_uuid(),
  unit uuid not null references units,
  -- Of the unit, so that who may see it is known without the unit.
  area_path text[] not null,
  author uuid not null references staff,
  -- For staff; citizens do not see it.
  title text not null,
  -- By language: `{"vi": "…", "en": "…"}`.
  texts jsonb not null default '{}',
  link text not null default '',
  topic text not null check (topic in ('news', 'prevention', 'area', 'daily')),
  urgency text not null default 'normal' check (urgency in ('urgent', 'normal')),
  expires_at timestamptz not null,
  -- Who is meant: see storage/audience.ts.
  audience jsonb not null default '{}',
  -- Also to those where the platform takes money.
  billed boolean not null default false,
  status text not null default 'draft' check (status in
    ('draft', 'submitted', 'approved', 'freezing', 'sending', 'paused', 'halted', 'cancelled', 'done')),
  -- Why it was halted.
  reason text,
  scheduled_at timestamptz,
  -- Most messages a second; null: as many as the platform takes.
  rate integer check (rate between 1 and 1000),
  submitted_by uuid references staff,
  approved_by uuid references staff,
  approved_at timestamptz,
  frozen_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index advisories_newest on advisories (created_at desc);
create index advisories_under_way on advisories (status) where status in ('approved', 'freezing', 'sending');

create table advisory_events (
  id uuid primary key default gen_random_uuid(),
  advisory uuid not null references advisories,
  at timestamptz not null default now(),
  -- Null: the program.
  staff uuid references staff,
  -- Such as `submitted`, `approved`, `paused`.
  kind text not null,
  note text not null default ''
);
create index advisory_events_by_advisory on advisory_events (advisory, at);

-- A list of telephone numbers (E.164) an advisory is for.
create table advisory_phones (
  advisory uuid not null references advisories on delete cascade,
  phone text not null,
  primary key (advisory, phone)
);

-- The frozen audience: one row per person, whatever they are reached by.
create table deliveries (
  advisory uuid not null references advisories,
  -- After merging, or the subscriber's own where nothing is known of them.
  person uuid not null,
  urn text not null,
  channel text not null,
  -- Their other chat, for when this one takes nothing any more.
  fallback text,
  language text not null,
  area_path text[] not null default '{}',
  heard_at timestamptz not null,
  -- waiting: to be sent; sending: claimed, the outcome not yet written; sent; failed: never will be; unknown: nobody knows
  -- whether it arrived, never repeated; skipped: a rule kept it from them; expired; cancelled
  status text not null default 'waiting' check (status in
    ('waiting', 'sending', 'sent', 'failed', 'unknown', 'skipped', 'expired', 'cancelled')),
  -- Why: `stopped`, `billed`, `window-closed`, `refused`, …
  reason text,
  attempts smallint not null default 0,
  -- Not before.
  due_at timestamptz not null default '-infinity',
  claimed_by uuid,
  claimed_at timestamptz,
  sent_at timestamptz,
  read_at timestamptz,
  primary key (advisory, person)
) with (fillfactor = 70);
create index deliveries_waiting on deliveries (advisory, due_at) where status = 'waiting';
create index deliveries_claimed on deliveries (claimed_at) where status = 'sending';

-- What citizens can ask for in the chat.
create table info_pages (
  id uuid primary key default gen_random_uuid(),
  unit uuid not null references units,
  -- Whom it concerns: people of this area; empty: everybody.
  area_path text[] not null default '{}',
  topic text not null check (topic in ('news', 'figures', 'prevention', 'contacts')),
  -- By language: `{"vi": {"title": "…", "text": "…"}}`.
  texts jsonb not null,
  -- Where it is from, and as of when.
  source text not null,
  source_at timestamptz not null,
  published boolean not null default false,
  updated_by uuid not null references staff,
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index info_pages_published on info_pages (topic, source_at desc) where published;

-- Links and posters that bring people in.
create table campaigns (
  -- What the link carries.
  code text primary key check (code ~ '^[a-z0-9-]{3,40}$'),
  unit uuid not null references units,
  -- The area it is for; also who sees it.
  area_path text[] not null,
  kind text not null check (kind in ('area', 'hamlet', 'organisation', 'poster')),
  name text not null,
  created_by uuid not null references staff,
  created_at timestamptz not null default now(),
  closed_at timestamptz
);
create index campaigns_by_unit on campaigns (unit, created_at desc);

-- Who came by a link: SHA-256 (hex) of the code and their address, so that nothing but the count can be read from it.
create table campaign_visits (
  code text not null,
  visitor text not null,
  visited_at timestamptz not null,
  -- They began a declaration; they sent one.
  started_at timestamptz,
  completed_at timestamptz,
  primary key (code, visitor)
);

-- The link the contact came by, within the last month.
alter table declarations add column campaign text;
alter table persons add column campaign text;
alter table work_items add column campaign text;

-- Whether somebody's unit covers a place, whatever their role: advisories, pages and links are no health detail.
create function staff_covers(path text[]) returns boolean language sql stable security definer set search_path = public, pg_temp
  return exists (select from staff s join units u on u.id = s.unit where s.id = staff_asking() and s.disabled_at is null
    and (cardinality(u.area_path) = 0 or path[cardinality(u.area_path)] = u.area_path[cardinality(u.area_path)]));
create function staff_tells() returns boolean language sql stable security definer set search_path = public, pg_temp
  return coalesce((select s.role in ('admin', 'officer', 'communications') from staff s join units u on u.id = s.unit
    where s.id = staff_asking() and s.disabled_at is null and u.kind <> 'observer'), false);

grant select, insert, update on advisories, info_pages, campaigns to ncovi_staff;
grant select, insert on advisory_events to ncovi_staff;
grant select, insert, delete on advisory_phones to ncovi_staff;
alter table advisories enable row level security;
create policy covered on advisories to ncovi_staff using (staff_covers(area_path))
  with check ((select staff_tells()) and staff_covers(area_path));
alter table advisory_events enable row level security;
create policy with_advisory on advisory_events to ncovi_staff
  using (exists (select from advisories a where a.id = advisory_events.advisory))
  with check (staff = staff_asking() and (select staff_tells())
    and exists (select from advisories a where a.id = advisory_events.advisory));
alter table advisory_phones enable row level security;
create policy with_advisory on advisory_phones to ncovi_staff
  using ((select staff_tells()) and exists (select from advisories a where a.id = advisory_phones.advisory))
  with check ((select staff_tells()) and exists (select from advisories a where a.id = advisory_phones.advisory));
alter table info_pages enable row level security;
create policy covered on info_pages to ncovi_staff using (staff_covers(area_path))
  with check ((select staff_tells()) and staff_covers(area_path) and updated_by = staff_asking());
alter table campaigns enable row level security;
create policy covered on campaigns to ncovi_staff using (staff_covers(area_path))
  with check ((select staff_tells()) and staff_covers(area_path));
-- Staff see deliveries and visits as counts only, through functions that run with the owner's rights.
alter table deliveries enable row level security;
alter table subscribers enable row level security;
alter table subscription_events enable row level security;
alter table campaign_visits enable row level security;
