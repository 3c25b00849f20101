import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asStaff } from '../../src/storage/as-staff.ts';
import type { StaffRole, UnitKind } from '../../src/storage/console-tables.ts';
import { aPersonRow } from '../support/a-person-row.ts';
import { aMember, aUnit, someAreas } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { seeded } from '../../src/demo/seeded.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

interface Member {
  id: string;
  path: readonly string[];
  /** Works with people at all. */
  seesHealth: boolean;
  takesUnplaced: boolean;
  writes: boolean;
}

interface Rec {
  table: string;
  id: string;
  /** Where it lies; of a contact, where both ends do. */
  paths: (readonly string[])[];
}

const kinds: UnitKind[] = [
  'nation',
  'health_department',
  'cdc',
  'district_centre',
  'station',
  'communications',
  'observer',
];
const roles: StaffRole[] = ['admin', 'officer', 'communications', 'viewer'];
const keyOf: Record<string, string> = { contacts: 'source::text || contact::text' };

describe.skipIf(!hasPostgres())('row-level security (needs initdb and postgres)', () => {
  const random = seeded(42);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const tree = makeTree(below);
  const members: Member[] = [];
  const records: Rec[] = [];
  const persons: { id: string; path: readonly string[]; item: string; isolation: string }[] = [];
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await someAreas(database.db, tree);
    for (let i = 0; i < 90; i++) {
      const path = below(10) === 0 ? [] : pick(tree);
      const kind = pick(kinds);
      const role = pick(roles);
      const takesUnplaced = below(3) === 0;
      const disabled = below(8) === 0;
      const unit = await aUnit(database.db, { kind, path, takesUnplaced });
      const seesHealth =
        !disabled && role !== 'communications' && kind !== 'communications' && kind !== 'observer';
      const id = await aMember(database.db, unit, { role, disabled });
      members.push({ id, path, seesHealth, takesUnplaced, writes: role === 'admin' || role === 'officer' });
    }
    members.push({ id: randomUUID(), path: [], seesHealth: false, takesUnplaced: false, writes: false });
    for (let i = 0; i < 160; i++) await addPerson(below(7) === 0 ? [] : pick(tree));
    for (let i = 0; i < 200; i++) {
      const [a, b] = [pick(persons), pick(persons)];
      if (a.id === b.id || records.some(({ id }) => id === a.id + b.id)) continue;
      await sql`insert into contacts (source, contact) values (${a.id}, ${b.id})`.execute(database.db);
      records.push({ table: 'contacts', id: a.id + b.id, paths: [a.path, b.path] });
    }
  });
  afterAll(() => database.drop());

  async function addPerson(path: readonly string[]): Promise<void> {
    const [id, declaration, item, event, isolation, breach, note] = Array.from({ length: 7 }, () =>
      randomUUID(),
    );
    if (!id || !declaration || !item || !event || !isolation || !breach || !note)
      throw new Error('unreachable');
    await database.db.insertInto('persons').values(aPersonRow(id, path)).execute();
    const { db } = database;
    await sql`insert into declaration_ids (id, declared_at, person) values (${declaration}, '2020-03-27', ${id})`.execute(
      db,
    );
    await sql`insert into declarations (id, receipt, session, urn, subject, channel, language, flow, flow_version, status,
      declared_at, consent_notice, consent_at, area_path, level, rules, ruleset, ruleset_version, advice, answers)
      values (${declaration}, 'R', 's', 'telegram:1', 'self', 'telegram', 'vi', 'declaration', 1, 'complete', '2020-03-27', 'n',
      now(), ${path}, 2, '{}', 'r', 1, 'a', '{}')`.execute(db);
    await sql`insert into work_items (id, person, kind, area_path, level, deadline)
      values (${item}, ${id}, 'verify', ${path}, 2, now())`.execute(db);
    await sql`insert into work_events (id, work_item, person, kind) values (${event}, ${item}, ${id}, 'x')`.execute(
      db,
    );
    await sql`insert into isolations (id, person, place, day_zero, ends_on, authority)
      values (${isolation}, ${id}, 'home', '2020-03-20', '2020-04-03', 'x')`.execute(db);
    await sql`insert into isolation_events (id, isolation, person, kind)
      values (${breach}, ${isolation}, ${id}, 'breach')`.execute(db);
    await sql`insert into health_log (id, person, day, part, source)
      values (${note}, ${id}, '2020-03-27', 'morning', 'bot')`.execute(db);
    await sql`insert into tellings (id, person, urn, key, outcome)
      values (${`t-${id}`}, ${id}, 'telegram:1', 'received', 'sent')`.execute(db);
    persons.push({ id, path, item, isolation });
    const made: [string, string][] = [
      ['persons', id],
      ['declarations', declaration],
      ['declaration_ids', declaration],
      ['work_items', item],
      ['work_events', event],
      ['isolations', isolation],
      ['isolation_events', breach],
      ['health_log', note],
      ['tellings', `t-${id}`],
    ];
    for (const [table, key] of made) records.push({ table, id: key, paths: [path] });
  }

  const liesIn = (unit: readonly string[], path: readonly string[]) =>
    unit.every((code, i) => path[i] === code);
  const sees = (member: Member, paths: Rec['paths']) =>
    member.seesHealth &&
    paths.every((path) => liesIn(member.path, path) || (path.length === 0 && member.takesUnplaced));
  const refused = async (staff: string, statement: RawBuilder<unknown>): Promise<boolean> => {
    try {
      const { numAffectedRows } = await asStaff(database.db, staff, (tx) => statement.execute(tx));
      return numAffectedRows === 0n;
    } catch (error) {
      if (/row-level security/.test(String(error))) return true;
      throw error;
    }
  };

  it('shows a record exactly when it lies in the subtree of the unit, to those who work with people', async () => {
    let pairs = 0;
    const wrong: string[] = [];
    for (const member of members) {
      const asked = Array.from({ length: 115 }, () => pick(records));
      const found = await asStaff(database.db, member.id, async (tx) => {
        const seen = new Set<string>();
        for (const table of new Set(asked.map((record) => record.table))) {
          const ids = asked.filter((record) => record.table === table).map(({ id }) => id);
          const key = sql.raw(keyOf[table] ?? 'id::text');
          const rows = await sql<{ id: string }>`
            select ${key} as id from ${sql.table(table)} where ${key} = any(${ids})`.execute(tx);
          for (const { id } of rows.rows) seen.add(`${table} ${id}`);
        }
        return seen;
      });
      for (const record of asked) {
        pairs++;
        const isSeen = found.has(`${record.table} ${record.id}`);
        if (isSeen !== sees(member, record.paths)) wrong.push(`${record.table} ${JSON.stringify(member)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(pairs).toBeGreaterThan(10_000);
  });

  it('shows as many of every table as there are in the subtree, and none without a name', async () => {
    for (const table of new Set(records.map((record) => record.table))) {
      const all = records.filter((record) => record.table === table);
      for (const member of members.slice(-12)) {
        const count = await asStaff(database.db, member.id, (tx) =>
          sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx),
        );
        expect(count.rows[0]?.n).toBe(all.filter(({ paths }) => sees(member, paths)).length);
      }
      for (const nobody of ['', randomUUID()]) {
        const none = await asStaff(database.db, nobody, (tx) =>
          sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx),
        );
        expect(none.rows[0]?.n).toBe(0);
      }
    }
  });

  it('lets nobody change what they do not see or may not write, by whatever id they guess', async () => {
    for (let i = 0; i < 600; i++) {
      const member = pick(members);
      const { id, item, isolation, path } = pick(persons);
      const may = sees(member, [path]) && member.writes;
      const statements: [string, RawBuilder<unknown>][] = [
        ['work', sql`update work_items set status = status where id = ${item}`],
        ['isolation', sql`update isolations set site = 'x' where id = ${isolation}`],
        ['person', sql`update persons set f_status = f_status where id = ${id}`],
        [
          'event',
          sql`insert into work_events (work_item, person, staff, kind) values (${item}, ${id}, staff_asking(), 'x')`,
        ],
        [
          'breach',
          sql`insert into isolation_events (isolation, person, staff, kind)
            values (${isolation}, ${id}, staff_asking(), 'x')`,
        ],
        [
          'health',
          sql`insert into health_log (person, day, part, source, staff)
            values (${id}, '2020-03-27', 'morning', 'phone', staff_asking())`,
        ],
      ];
      const [what, statement] = pick(statements);
      expect([what, member, path, await refused(member.id, statement)]).toEqual([what, member, path, !may]);
    }
  });

  it('lets nothing be hung on another person, or signed with another name', async () => {
    const seen = members.find((member) => member.seesHealth && member.writes && member.path.length > 1);
    const mine = persons.find(({ path }) => seen && sees(seen, [path]));
    const theirs = persons.find(({ path }) => seen && !sees(seen, [path]));
    const other = members.find(({ id }) => id !== seen?.id);
    if (!seen || !mine || !theirs || !other) throw new Error('the tree is too small');
    const statements = [
      sql`insert into work_items (id, person, kind, area_path, level, deadline)
        values (${randomUUID()}, ${theirs.id}, 'call_back', ${mine.path}, 2, now())`,
      sql`insert into work_items (id, person, kind, area_path, level, deadline)
        values (${randomUUID()}, ${mine.id}, 'call_back', ${theirs.path}, 2, now())`,
      sql`insert into work_events (work_item, person, staff, kind) values (${theirs.item}, ${mine.id}, ${seen.id}, 'x')`,
      sql`insert into work_events (work_item, person, staff, kind) values (${mine.item}, ${mine.id}, ${other.id}, 'x')`,
      sql`insert into work_events (work_item, person, staff, kind) values (${mine.item}, ${mine.id}, null, 'x')`,
      sql`insert into isolations (person, work_item, place, day_zero, ends_on, authority, decided_by)
        values (${mine.id}, ${theirs.item}, 'home', now(), now(), 'x', ${seen.id})`,
      sql`insert into isolation_events (isolation, person, staff, kind)
        values (${theirs.isolation}, ${mine.id}, ${seen.id}, 'x')`,
      sql`insert into contacts (source, contact, staff) values (${mine.id}, ${theirs.id}, ${seen.id})`,
      sql`insert into health_log (person, day, part, source, staff) values (${mine.id}, now(), 'morning', 'bot', ${seen.id})`,
    ];
    for (const statement of statements) expect(await refused(seen.id, statement)).toBe(true);
    const forbidden = [
      sql`update work_items set area_path = '{}' where id = ${mine.item}`,
      sql`update work_items set person = ${theirs.id} where id = ${mine.item}`,
      sql`update isolations set person = ${theirs.id} where id = ${mine.isolation}`,
      sql`update persons set area_path = '{}' where id = ${mine.id}`,
      sql`delete from persons where id = ${mine.id}`,
      sql`delete from work_events where person = ${mine.id}`,
      sql`update declarations set level = 0`,
      sql`insert into tellings (id, person, urn, key, outcome) values ('x', ${mine.id}, 'u', 'k', 'sent')`,
      sql`select password from staff`,
      sql`select token from staff_sessions`,
      sql`select * from sessions`,
      sql`select * from zalo_grants`,
    ];
    for (const statement of forbidden) {
      const tried = asStaff(database.db, seen.id, (tx) => statement.execute(tx));
      await expect(tried).rejects.toThrow(/permission denied/);
    }
  });

  it('lets contacts be deleted, people be merged, moved and searched by the same rule', async () => {
    const contacts = records.filter(({ table }) => table === 'contacts');
    for (let i = 0; i < 150; i++) {
      const member = pick(members);
      const { id, paths } = pick(contacts);
      const gone = sql`delete from contacts where ${sql.raw(keyOf['contacts'] ?? '')} = ${id}`;
      const rollback = new Error('rolled back');
      let count: bigint | undefined;
      await asStaff(database.db, member.id, async (tx) => {
        count = (await gone.execute(tx)).numAffectedRows;
        throw rollback;
      }).catch((error: unknown) => {
        if (error !== rollback) throw error;
      });
      expect(count).toBe(sees(member, paths) && member.writes ? 1n : 0n);
    }
    for (let i = 0; i < 200; i++) {
      const member = pick(members);
      const [a, b] = [pick(persons), pick(persons)];
      if (a.id === b.id) continue;
      const to = pick(tree);
      const rollback = new Error('rolled back');
      const done: Record<string, unknown> = {};
      await asStaff(database.db, member.id, async (tx) => {
        const say = async (what: string, statement: RawBuilder<{ done: unknown }>) => {
          done[what] = (await statement.execute(tx)).rows[0]?.done;
        };
        await say('found', sql`select count(*)::int as done from find_persons('tam', 1000)`);
        await say('declared', sql`select count(*)::int as done from declarations_of(${a.id}, 10)`);
        await say('merged', sql`select merge_persons(${a.id}, ${b.id}) as done`);
        await say('moved', sql`select move_person(${b.id}, '2020', ${to}) as done`);
        throw rollback;
      }).catch((error: unknown) => {
        if (error !== rollback) throw error;
      });
      // Whoever is merged into somebody of no known place gives them theirs.
      const seenB = sees(member, [b.path]) && member.writes;
      expect([member, done]).toEqual([
        member,
        {
          found: persons.filter(({ path }) => sees(member, [path])).length,
          declared: sees(member, [a.path]) ? 1 : 0,
          merged: sees(member, [a.path, b.path]) && member.writes,
          moved: seenB,
        },
      ]);
    }
  });
});

/** Three levels, codes that occur once each. */
function makeTree(below: (n: number) => number): string[][] {
  const paths: string[][] = [];
  for (let p = 0; p < 3; p++) {
    paths.push([`p${p}`]);
    for (let d = 0; d <= 1 + below(3); d++) {
      paths.push([`p${p}`, `d${p}${d}`]);
      for (let c = 0; c <= 1 + below(3); c++) paths.push([`p${p}`, `d${p}${d}`, `c${p}${d}${c}`]);
    }
  }
  return paths;
}
