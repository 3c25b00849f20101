-- Advisories are tried on oneself, and what becomes of those Zalo takes no plain message for is chosen.

-- One for each of their channels; test messages go there and nowhere else.
create table staff_chats (
  staff uuid not null references staff on delete cascade,
  channel text not null,
  urn text not null unique,
  bound_at timestamptz not null,
  primary key (staff, channel)
);

-- The word somebody sends from their chat to show that it is theirs: one at a time, good once and for minutes.
create table staff_words (
  staff uuid primary key references staff on delete cascade,
  -- SHA-256 (hex).
  word text not null unique,
  expires_at timestamptz not null
);

-- The approved template for those Zalo takes no plain message for any more: `{"id", "name", "price", "data"}`; null: they are left out.
alter table advisories add column template jsonb;

-- As before; of those whose window is closed, `template` are who can be written to with an approved template: their telephone
-- number is known, and Vietnamese.
create or replace function count_audience(which uuid, windowed text[], free_since timestamptz, billed_since timestamptz)
returns table (channel text, class text, persons bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with reached as (
    select t.*, case when t.channel <> all(windowed) or t.heard_at >= free_since then 'free'
      when split_part(t.fallback, ':', 1) <> all(windowed) then 'fallback'
      when t.heard_at >= billed_since then 'billed'
      when p.phone like '+84%' then 'template' else 'closed' end as class
    from advisory_audience(which) t left join persons p on p.id = t.person where staff_tells() and staff_knows(which)
  )
  select case class when 'fallback' then split_part(fallback, ':', 1) else reached.channel end,
    case class when 'fallback' then 'free' else class end, shown(count(*))
  from reached group by 1, 2 order by 1, 2
$$;

-- The article the account broadcasts to its followers, once: `{"title", "author", "cover", "description"}`; null: none.
alter table advisories add column article jsonb;

-- What became of it; written by the program alone.
create table advisory_articles (
  advisory uuid primary key references advisories,
  -- waiting, creating (asked, the answer not written), made (Zalo works on it), ready, broadcasting (asked, the answer not
  -- written), sent; unknown: nobody knows whether Zalo took it, never repeated; failed; expired; cancelled
  state text not null default 'waiting' check (state in
    ('waiting', 'creating', 'made', 'ready', 'broadcasting', 'sent', 'unknown', 'failed', 'expired', 'cancelled')),
  reason text,
  token text,
  article text,
  -- Not before.
  due_at timestamptz not null default '-infinity',
  asked_at timestamptz
);
alter table advisory_articles enable row level security;

create function advisory_article(which uuid) returns table (state text, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select state, reason from advisory_articles where advisory = which and staff_knows(which)
$$;

-- As before, with whether an advisory of the same unit and topic reached them, or may have, within `notToldWithin` days.
drop function advisory_chats(uuid);
create function advisory_chats(which uuid) returns table (human text, person uuid, urn text, channel text, language text,
  area_path text[], heard_at timestamptz, stopped boolean, subscribed boolean, told boolean)
language sql stable set search_path = public, pg_temp as $$
  with meant as (
    select a.id, a.unit, a.topic, a.audience, a.area_path as within,
      cardinality(a.area_path) = 0 or u.takes_unplaced as unplaced,
      array(select jsonb_array_elements_text(a.audience -> 'area')) as area
    from advisories a join units u on u.id = a.unit where a.id = which
  ), before as (
    select array_agg(o.id) as ids, max((m.audience ->> 'notToldWithin')::int) as days
    from meant m join advisories o on o.unit = m.unit and o.topic = m.topic and o.id <> m.id and o.frozen_at is not null
    where m.audience -> 'notToldWithin' is not null
      -- Each costs a look-up for everybody.
      and (o.ended_at is null or o.ended_at >= now() - make_interval(days => (m.audience ->> 'notToldWithin')::int))
  ), chats as (
    select m.*, s.urn, s.channel, s.language, s.heard_at, s.stopped_at, s.topics, s.campaign, s.person as own,
      coalesce(p.merged_into, s.person) as person
    from meant m cross join subscribers s left join persons p on p.id = s.person
  )
  select case when q.phone is null or q.birth_year is null or q.name_folded is null then c.person::text
      else q.phone || ' ' || q.birth_year || ' ' || q.name_folded end,
    c.person, c.urn, c.channel, c.language, coalesce(q.area_path, '{}'), c.heard_at, c.stopped_at is not null,
    c.topic = any(c.topics),
    b.ids is not null and exists (select from unnest(b.ids) o join deliveries d on d.advisory = o
      where d.person in (c.person, c.own) and d.status in ('sent', 'unknown')
        and coalesce(d.sent_at, d.claimed_at) >= now() - make_interval(days => b.days))
  from chats c cross join before b left join persons q on q.id = c.person
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

-- As before, without those who were told in any of their chats.
create or replace function advisory_audience(which uuid) returns table (person uuid, urn text, channel text, fallback text,
  language text, area_path text[], heard_at timestamptz)
language sql stable set search_path = public, pg_temp as $$
  select distinct on (human) person, urn, channel, lead(urn) over (partition by human order by heard_at desc, urn), language,
    area_path, heard_at
  from (select *, bool_or(told) over (partition by human) as had from advisory_chats(which)) c
  where subscribed and not stopped and not had
  order by human, heard_at desc, urn
$$;

-- As before, with those who were told already.
drop function count_left_out(uuid);
create function count_left_out(which uuid) returns table (stopped bigint, unsubscribed bigint, told bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with humans as (
    select bool_or(subscribed and not c.stopped) as reached, bool_and(c.stopped) as gone, bool_or(c.told) as had
    from advisory_chats(which) c where staff_tells() and staff_knows(which) group by human
  )
  select shown(count(*) filter (where gone)), shown(count(*) filter (where not reached and not gone)),
    shown(count(*) filter (where reached and had)) from humans
$$;
