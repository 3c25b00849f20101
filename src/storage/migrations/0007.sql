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
  -- Who wrote it as it is.
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
  -- Most messages a second on each channel; null: as many as the platform takes.
  rate integer check (rate between 1 and 1000),
  submitted_by uuid references staff,
  approved_by uuid references staff,
  approved_at timestamptz,
  frozen_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  -- From the province up a second person has agreed to it.
  check (approved_by is null or cardinality(area_path) > 1
    or (approved_by <> author and approved_by is distinct from submitted_by))
);
create index advisories_newest on advisories (created_at desc, id);
create index advisories_under_way on advisories (status) where ended_at is null and status not in ('draft', 'submitted');

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
create index deliveries_waiting on deliveries (advisory, channel, due_at) where status = 'waiting';
create index deliveries_claimed on deliveries (claimed_at) where status = 'sending';
create index deliveries_sent on deliveries (advisory, sent_at) where sent_at is not null;

-- How many were sent in the window that runs, by channel, where there is no Redis: see rate-limiter-flexible.
create unlogged table send_windows (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

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

-- The chats an advisory could go to, each with what tells whether it may. `human` is the same for all chats of one person:
-- merged, or with the same phone, year of birth and name. Everything in `audience` holds; whose place is not known is
-- meant where no area is asked for and the unit looks after such people.
create function advisory_chats(which uuid) returns table (human text, person uuid, urn text, channel text, language text,
  area_path text[], heard_at timestamptz, stopped boolean, subscribed boolean)
language sql stable set search_path = public, pg_temp as $$
  with meant as (
    select a.id, a.topic, a.audience, a.area_path as within, cardinality(a.area_path) = 0 or u.takes_unplaced as unplaced,
      array(select jsonb_array_elements_text(a.audience -> 'area')) as area
    from advisories a join units u on u.id = a.unit where a.id = which
  ), chats as (
    select m.*, s.urn, s.channel, s.language, s.heard_at, s.stopped_at, s.topics, s.campaign, coalesce(p.merged_into, s.person) as person
    from meant m cross join subscribers s left join persons p on p.id = s.person
  )
  select case when q.phone is null or q.birth_year is null or q.name_folded is null then c.person::text
      else q.phone || ' ' || q.birth_year || ' ' || q.name_folded end,
    c.person, c.urn, c.channel, c.language, coalesce(q.area_path, '{}'), c.heard_at, c.stopped_at is not null,
    c.topic = any(c.topics)
  from chats c left join persons q on q.id = c.person
  where case when coalesce(q.area_path, '{}') = '{}' then c.unplaced and c.area = '{}'
      else q.area_path[1:cardinality(c.within)] = c.within and q.area_path[1:cardinality(c.area)] = c.area end
    and (c.audience -> 'levels' is null
      or q.level between (c.audience -> 'levels' ->> 0)::int and (c.audience -> 'levels' ->> 1)::int)
    and (c.audience -> 'languages' is null or c.audience -> 'languages' ? c.language)
    and (c.audience -> 'channels' is null or c.audience -> 'channels' ? c.channel)
    and (c.audience -> 'activeWithin' is null
      or c.heard_at >= now() - make_interval(days => (c.audience ->> 'activeWithin')::int))
    and (c.audience -> 'campaign' is null or c.audience ->> 'campaign' in (c.campaign, q.campaign))
    and (c.audience -> 'listed' is null
      or exists (select from advisory_phones l where l.advisory = c.id and l.phone = q.phone))
    and case c.audience ->> 'status'
      when 'followed' then exists (select from work_items w where w.person = c.person and w.closed_at is null)
      when 'isolated' then exists (select from isolations i where i.person = c.person and i.ended_at is null)
      when 'neither' then not exists (select from work_items w where w.person = c.person and w.closed_at is null)
        and not exists (select from isolations i where i.person = c.person and i.ended_at is null)
      else true end
$$;

-- Who an advisory goes to: each once, in the chat they were heard in last, with the one before it as `fallback`.
create function advisory_audience(which uuid) returns table (person uuid, urn text, channel text, fallback text,
  language text, area_path text[], heard_at timestamptz)
language sql stable set search_path = public, pg_temp as $$
  select distinct on (human) person, urn, channel, lead(urn) over (partition by human order by heard_at desc, urn), language,
    area_path, heard_at
  from advisory_chats(which) where subscribed and not stopped
  order by human, heard_at desc, urn
$$;

-- Whether who is asking may know about an advisory.
create function staff_knows(which uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
  return exists (select from advisories a where a.id = which and staff_covers(a.area_path));

-- How an advisory would reach people, before anything is frozen. `windowed`: channels that take nothing from us, or only for
-- money, some time after somebody was heard. A chat that is closed or costs gives way to another one.
create function count_audience(which uuid, windowed text[], free_since timestamptz, billed_since timestamptz)
returns table (channel text, class text, persons bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with reached as (
    select *, case when t.channel <> all(windowed) or t.heard_at >= free_since then 'free'
      when split_part(t.fallback, ':', 1) <> all(windowed) then 'fallback'
      when t.heard_at >= billed_since then 'billed' else 'closed' end as class
    from advisory_audience(which) t where staff_tells() and staff_knows(which)
  )
  select case class when 'fallback' then split_part(fallback, ':', 1) else reached.channel end,
    case class when 'fallback' then 'free' else class end, shown(count(*))
  from reached group by 1, 2 order by 1, 2
$$;

-- Who would be meant but is left out: they left in every chat, or did not ask for this topic.
create function count_left_out(which uuid) returns table (stopped bigint, unsubscribed bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with humans as (
    select bool_or(subscribed and not c.stopped) as reached, bool_and(c.stopped) as gone from advisory_chats(which) c
    where staff_tells() and staff_knows(which) group by human
  )
  select shown(count(*) filter (where gone)), shown(count(*) filter (where not reached and not gone)) from humans
$$;

-- What became of an advisory, by channel and outcome.
create function advisory_outcomes(which uuid)
returns table (channel text, status text, reason text, persons bigint, read bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select channel, status, reason, count(*), count(read_at) from deliveries
  where advisory = which and staff_knows(which) group by 1, 2, 3 order by 1, 2, 3
$$;

-- The same by the areas one level below; null: they live elsewhere, or nobody knows where.
create function advisory_outcomes_by_area(which uuid, below text[])
returns table (code text, status text, persons bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select area_path[cardinality(below) + 1], status, shown(count(*)) from deliveries
  where advisory = which and staff_knows(which) and area_path[1:cardinality(below)] = below group by 1, 2 order by 1, 2
$$;

-- How many were sent in each second.
create function advisory_pace(which uuid, since timestamptz) returns table (second timestamptz, sent bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select date_trunc('second', sent_at), count(*) from deliveries
  where advisory = which and sent_at >= since and staff_knows(which) group by 1 order by 1
$$;

-- Sends again what failed for one of these reasons. Nothing else is touched, so nobody gets it twice.
create function retry_failed(which uuid, reasons text[]) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  again bigint;
begin
  perform 1 from advisories where id = which and status in ('sending', 'paused', 'halted', 'done') and expires_at > now()
    and staff_tells() and staff_covers(area_path) for update;
  if not found then return 0; end if;
  update deliveries set status = 'waiting', reason = null, due_at = '-infinity', claimed_by = null, claimed_at = null
    where advisory = which and status = 'failed' and reason = any(reasons);
  get diagnostics again = row_count;
  if again = 0 then return 0; end if;
  update advisories set status = case when status = 'done' then 'sending' else status end, ended_at = null,
    version = version + 1, updated_at = now() where id = which;
  insert into advisory_events (advisory, staff, kind, note) values (which, staff_asking(), 'retried', again::text);
  return again;
end $$;
