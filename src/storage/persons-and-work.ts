import { sql, type RawBuilder } from 'kysely';

/** Facts of a person that the newest declaration replaces, also with nothing. */
const replaced = ['conditions', 'symptoms', 'exposures', 'level', 'declared_at', 'declaration'];
/** Facts that stay as known when the newest declaration does not say them: a danger sign can end it at any question. */
const kept = [
  'name',
  'name_folded',
  'birth_year',
  'gender',
  'nationality',
  'phone',
  'address_line',
  'campaign',
];
const place = ['area_version', 'area_code', 'area_path'];

const facts = [...replaced.filter((fact) => fact !== 'declaration'), ...kept, ...place];
const columns = sql.raw(facts.join(', '));
const whenNewer = (fact: string, value: string): string =>
  `${fact} = case when excluded.declared_at >= persons.declared_at then ${value} else persons.${fact} end`;
const newest = sql.raw(
  [
    ...replaced.map((fact) => whenNewer(fact, `excluded.${fact}`)),
    ...kept.map((fact) => whenNewer(fact, `coalesce(excluded.${fact}, persons.${fact})`)),
    ...place.map((fact) =>
      whenNewer(fact, `case when excluded.area_path = '{}' then persons.${fact} else excluded.${fact} end`),
    ),
  ].join(', '),
);

/**
 * Parts of the statement that stores declarations; they read `about` (the new declarations, each with its `person` and
 * its `place`: the area declared, or the one known): persons are made or brought up to date, and whoever somebody has
 * to see to gets a work item, at most one open one each. Work goes along when somebody now lives elsewhere. What people
 * in isolation declare is also a line of their health log; whoever came by a link is counted as having declared. Rows go in the order of persons everywhere, so that two
 * batches never wait for each other.
 *
 * @param timeZone days and parts of days are counted in it
 */
export const personsAndWork = (timeZone: string): RawBuilder<unknown> => sql`
    known as (
      insert into persons (id, urn, subject, ${columns}, declaration, first_declared_at)
      select distinct on (person) person, urn, subject, ${columns}, id, min(declared_at) over (partition by person)
      from about order by person, declared_at desc
      on conflict (id) do update set ${newest},
        first_declared_at = least(persons.first_declared_at, excluded.first_declared_at)
    ),
    work as (
      insert into work_items (id, person, kind, declaration, area_path, level, symptoms, exposures, campaign, tier, deadline,
        first_deadline, reopens)
      select distinct on (person) md5('verify ' || id)::uuid, person, 'verify', id, place, level, symptoms, exposures, campaign,
        greatest(1, least(3, cardinality(place))), deadline, deadline,
        (select before.id from work_items before where before.person = about.person and before.closed_at is not null
          order by before.created_at desc limit 1)
      from about where deadline is not null order by person, level desc, declared_at desc
      on conflict (person) where closed_at is null do update set
        declaration = excluded.declaration,
        symptoms = excluded.symptoms,
        exposures = excluded.exposures,
        campaign = coalesce(excluded.campaign, work_items.campaign),
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
    ),
    elsewhere as (
      select w.id, newest.place
      from (select distinct on (person) * from about order by person, declared_at desc) newest
      join persons p on p.id = newest.person and p.declared_at <= newest.declared_at
      join work_items w on w.person = newest.person and w.closed_at is null and w.area_path <> newest.place
      where newest.area_path <> '{}'
        and not exists (select from about worrying where worrying.person = newest.person and deadline is not null)
      order by newest.person for update of w
    ),
    rerouted as (
      update work_items w set area_path = elsewhere.place, tier = greatest(1, least(3, cardinality(elsewhere.place))),
        assigned_to = null, status = case when status = 'assigned' then 'new' else status end,
        version = version + 1, updated_at = now()
      from elsewhere where w.id = elsewhere.id
      returning w.id, w.person, w.area_path
    ),
    sent_on as (
      insert into work_events (work_item, person, kind, detail)
      select id, person, 'moved', jsonb_build_object('to', area_path) from rerouted
    ),
    felt as (
      insert into health_log (person, day, part, temperature, symptoms, source, declaration, at)
      select person, (declared_at at time zone ${timeZone})::date,
        case when extract(hour from declared_at at time zone ${timeZone}) < 12 then 'morning' else 'afternoon' end,
        case when jsonb_typeof(answers->'temperature'->'value') = 'number'
          and (answers->'temperature'->>'value')::numeric between 30 and 45
          then (answers->'temperature'->>'value')::numeric end,
        -- Somebody who gasps is asked nothing more.
        array_remove(symptoms, 'none') || case when answers->'danger_signs'->'value' @> '"severe_dyspnea"'
          and not symptoms @> '{dyspnea}' then '{dyspnea}'::text[] else '{}' end,
        'bot', id, declared_at
      from about where exists (select from isolations i where i.person = about.person and i.ended_at is null)
      on conflict (declaration) do nothing
    ),
    brought as (
      insert into campaign_visits (code, visitor, visited_at, started_at, completed_at)
      select code, visitor, min(declared_at), min(declared_at), min(declared_at)
      from (select c.code, encode(sha256(convert_to(c.code || ' ' || about.urn, 'UTF8')), 'hex') as visitor, declared_at
        from about join campaigns c on c.code = about.campaign) came
      group by code, visitor order by code, visitor
      on conflict (code, visitor) do update set
        started_at = coalesce(campaign_visits.started_at, excluded.started_at),
        completed_at = least(campaign_visits.completed_at, excluded.completed_at)
    )`;
