import { sql } from 'kysely';
import type { Database } from '../../src/storage/database.ts';

/** Makes of declarations that are there what storing them one by one would have: persons, open work, some isolations. */
export async function fillWork(db: Database): Promise<void> {
  await sql`
    insert into persons (id, urn, subject, name, name_folded, birth_year, gender, nationality, phone, area_version,
      area_code, area_path, address_line, conditions, symptoms, exposures, level, declaration, declared_at,
      first_declared_at)
    select distinct on (key) key, urn, subject, name, name_folded, birth_year, gender, nationality, phone, area_version,
      area_code, area_path, address_line, conditions, symptoms, exposures, level, id, declared_at, declared_at
    from declarations cross join lateral (select person_id(urn, subject) as key) k
    order by key, declared_at desc`.execute(db);
  await sql`
    update declaration_ids i set person = person_id(d.urn, d.subject) from declarations d where d.id = i.id`.execute(
    db,
  );
  await sql`
    insert into work_items (id, person, kind, declaration, area_path, level, symptoms, exposures, tier, deadline,
      first_deadline, created_at)
    select distinct on (i.person) gen_random_uuid(), i.person, 'verify', d.id, d.area_path, d.level, d.symptoms,
      d.exposures, 3, d.deadline, d.deadline, d.declared_at
    from declarations d join declaration_ids i on i.id = d.id
    where d.deadline is not null order by i.person, d.declared_at desc`.execute(db);
  await sql`
    insert into isolations (person, place, day_zero, ends_on, authority, decided_at, ended_at, ending)
    select id, (array['home', 'concentrated', 'facility'])[1 + level % 3], declared_at::date, declared_at::date + 14,
      'UBND', declared_at,
      case when declared_at < '2022-02-10' then declared_at + interval '14 days' end,
      case when declared_at < '2022-02-10' then 'completed' end
    from persons where level >= 2`.execute(db);
}
