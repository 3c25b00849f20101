-- Figures of the console. Whoever is signed in may know the sums of their own area; who sees no health detail gets no
-- count from 1 to 4 (null instead), so that nobody can be told from a small cell.

-- Depth of the area whose sums they see: 0 everything, null nothing.
create function staff_sums_depth() returns integer language sql stable security definer set search_path = public
  return (select cardinality(u.area_path) from staff s join units u on u.id = s.unit
    where s.id = staff_asking() and s.disabled_at is null);

-- Whether the sums of an area (codes from the province down) are theirs.
create function staff_sums(below text[]) returns boolean language sql stable security definer set search_path = public
  return coalesce(staff_sums_depth() = 0 or below[staff_sums_depth()] = staff_area(), false);

create function shown(count bigint) returns bigint language sql stable
  return case when count not between 1 and 4 or staff_depth() is not null then count end;

-- Days are dates in `zone`. An amendment is a declaration too; the person is counted once a day.
create function figures_by_day(below text[], since timestamptz, until timestamptz, zone text)
returns table (day date, declarations bigint, persons bigint, family bigint)
language sql stable security definer set search_path = public as $$
  select (declared_at at time zone zone)::date, shown(count(*)), shown(count(distinct (urn, subject))),
    shown(count(*) filter (where subject <> 'self'))
  from declarations
  where staff_sums(below) and declared_at >= since and declared_at < until
    and (cardinality(below) = 0 or area_path[cardinality(below)] = below[cardinality(below)])
  group by 1 order by 1
$$;

-- Declarations by level, symptom and exposure: one statement reads them once.
create function figures_by_kind(below text[], since timestamptz, until timestamptz)
returns table (kind text, code text, declarations bigint)
language sql stable security definer set search_path = public as $$
  with read as (
    select level, symptoms, exposures, count(*) as n from declarations
    where staff_sums(below) and declared_at >= since and declared_at < until
      and (cardinality(below) = 0 or area_path[cardinality(below)] = below[cardinality(below)])
    group by level, symptoms, exposures
  ), cells as (
    select 'level' as kind, level::text as code, n from read
    union all select 'symptoms', unnest(symptoms), n from read
    union all select 'exposure', unnest(exposures), n from read
  )
  select kind, code, shown(sum(n)::bigint) from cells group by kind, code order by kind, sum(n) desc, code
$$;

-- Persons who ever declared and those of the last day and week, by the areas one level below.
create function figures_by_area(below text[], day_before timestamptz, week_before timestamptz)
returns table (code text, persons bigint, last_day bigint, last_week bigint)
language sql stable security definer set search_path = public as $$
  select area_path[cardinality(below) + 1], shown(count(*)),
    shown(count(*) filter (where first_declared_at >= day_before)),
    shown(count(*) filter (where first_declared_at >= week_before))
  from persons
  where staff_sums(below) and merged_into is null and area_path[cardinality(below) + 1] is not null
    and (cardinality(below) = 0 or area_path[cardinality(below)] = below[cardinality(below)])
  group by 1
$$;

-- Declarations with a symptom by day and area one level below: what rises suddenly is looked for in these. Exact
-- counts, so for those who see health detail only.
create function figures_for_alarms(below text[], since timestamptz, until timestamptz, zone text)
returns table (code text, day date, declarations bigint)
language sql stable security definer set search_path = public as $$
  select area_path[cardinality(below) + 1], (declared_at at time zone zone)::date, count(*)
  from declarations
  where staff_sums(below) and staff_depth() is not null and symptoms <> '{}' and symptoms <> '{none}'
    and declared_at >= since and declared_at < until and area_path[cardinality(below) + 1] is not null
    and (cardinality(below) = 0 or area_path[cardinality(below)] = below[cardinality(below)])
  group by 1, 2
$$;
