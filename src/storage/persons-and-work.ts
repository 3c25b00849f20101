import { sql } from 'kysely';

/** Facts of a person that follow from the newest declaration about them. */
const facts = [
  'name',
  'name_folded',
  'birth_year',
  'gender',
  'nationality',
  'phone',
  'area_version',
  'area_code',
  'area_path',
  'address_line',
  'conditions',
  'level',
  'declared_at',
];

const columns = sql.raw(facts.join(', '));
const newest = sql.raw(
  [...facts, 'declaration']
    .map(
      (fact) =>
        `${fact} = case when excluded.declared_at >= persons.declared_at then excluded.${fact} else persons.${fact} end`,
    )
    .join(', '),
);

/**
 * Parts of the statement that stores declarations; they read `about` (the new declarations, each with its `person`):
 * persons are made or brought up to date, and whoever somebody has to see to gets a work item, at most one open one
 * each. Rows go in the order of persons everywhere, so that two batches never wait for each other.
 */
export const personsAndWork = sql`
    known as (
      insert into persons (id, urn, subject, ${columns}, declaration, first_declared_at)
      select distinct on (person) person, urn, subject, ${columns}, id, min(declared_at) over (partition by person)
      from about order by person, declared_at desc
      on conflict (id) do update set ${newest},
        first_declared_at = least(persons.first_declared_at, excluded.first_declared_at)
    ),
    work as (
      insert into work_items (id, person, kind, declaration, area_path, level, tier, deadline, first_deadline, reopens)
      select distinct on (person) md5('verify ' || id)::uuid, person, 'verify', id, area_path, level,
        greatest(1, least(3, cardinality(area_path))), deadline, deadline,
        (select before.id from work_items before where before.person = about.person and before.closed_at is not null
          order by before.created_at desc limit 1)
      from about where deadline is not null order by person, level desc, declared_at desc
      on conflict (person) where closed_at is null do update set
        declaration = excluded.declaration,
        area_path = case when excluded.area_path = '{}' then work_items.area_path else excluded.area_path end,
        level = greatest(work_items.level, excluded.level),
        -- Somebody verified already has to be verified again only when it got worse.
        deadline = case
          when work_items.verified_at is null then least(work_items.deadline, excluded.deadline)
          when excluded.level > work_items.level then excluded.deadline
          else work_items.deadline end,
        status = case when work_items.verified_at is not null and excluded.level > work_items.level
          then 'new' else work_items.status end,
        verified_at = case when excluded.level > work_items.level then null else work_items.verified_at end,
        version = work_items.version + 1, updated_at = now()
      returning id, person, declaration, level
    ),
    told as (
      insert into work_events (work_item, person, kind, detail)
      select id, person, 'declared', jsonb_build_object('declaration', declaration, 'level', level)
      from work order by person
    )`;
