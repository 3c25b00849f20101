-- Clusters of people who belong together, and passwords set anew by a link.

-- Who belongs together by what was declared in a span: people of one contact's household with level 2 or a symptom, and
-- people of different households who met somebody ill in a place of the same words (case, spaces and diacritics aside).
-- A declaration another one amends does not count. Runs with the rights of who asks: staff find those of their own area.
create function clusters_in(below text[], since timestamptz, until timestamptz)
returns table (kind text, code text, place text, persons bigint, level smallint, declared_at timestamptz, members uuid[])
language sql stable set search_path = public, pg_temp as $$
  with declared as (
    select d.urn, d.declared_at, d.level, d.symptoms, d.exposures, d.answers, i.person,
      d.area_path[cardinality(below) + 1] as code
    from declarations d join declaration_ids i on i.id = d.id
    where d.declared_at >= since and d.declared_at < until and i.person is not null
      and (cardinality(below) = 0 or d.area_path[cardinality(below)] = below[cardinality(below)])
      and coalesce((select false from declaration_ids newer where newer.amends = d.id limit 1), true)
  ), met as (
    select d.*, btrim(answers -> (exposure || '_place') ->> 'value') as place
    from declared d, unnest(exposures) exposure
    where exposure in ('case', 'symptomatic')
  ), named as (
    -- Letters are lowered last: the locale of the database may know no others than those of ASCII.
    select met.*, lower(translate(regexp_replace(normalize(regexp_replace(place, '\s+', ' ', 'g'), nfd),
      U&'[\0300-\036F]', '', 'g'), 'đĐ', 'dd')) as key
    from met where place <> '' and place <> 'unknown'
  )
  select 'household', (array_agg(d.code order by d.declared_at desc))[1], null, count(distinct d.person), max(d.level),
    max(d.declared_at), array_agg(distinct d.person)
  from declared d where d.level >= 2 or (d.symptoms <> '{}' and d.symptoms <> '{none}')
  group by d.urn having count(distinct d.person) >= 2
  union all
  select 'place', (array_agg(n.code order by n.declared_at desc))[1], min(n.place), count(distinct n.person),
    max(n.level), max(n.declared_at), array_agg(distinct n.person)
  from named n group by n.key having count(distinct n.urn) >= 2 and count(distinct n.person) >= 2
$$;

-- How many clusters each area one level below has, and people in them; of who sees no health detail the people are told
-- only where the clusters are.
create function cluster_sums(below text[], since timestamptz, until timestamptz)
returns table (kind text, code text, clusters bigint, persons bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select kind, code, shown(count(*)), case when shown(count(*)) is not null then shown(sum(persons)::bigint) end
  from clusters_in(below, since, until) where staff_sums(below) group by kind, code
$$;

-- Links by which somebody sets a new password, made by an admin of theirs.
create table password_links (
  id uuid primary key default gen_random_uuid(),
  -- SHA-256 (hex) of what the link holds.
  token text not null unique,
  staff uuid not null references staff on delete cascade,
  made_by uuid not null references staff,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index password_links_by_staff on password_links (staff);
