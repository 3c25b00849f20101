import { sql } from 'kysely';
import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Database } from '../storage/database.ts';
import { insertDeclarations, type Sealing } from '../storage/declarations.ts';
import { makePartition } from '../storage/partitions.ts';
import type { WorkItem } from '../storage/work-items.ts';
import { followItem, type Followed } from './follow-month.ts';
import { makeMonth, type Month } from './make-month.ts';
import { seeded } from './seeded.ts';

/** What is there already that no demonstration may touch. */
export class RealData extends Error {
  override name = 'RealData' as const;
}

/**
 * Fills an empty installation with an invented month, and marks it as such.
 *
 * @throws RealData when a declaration is there that is not of a demonstration; nothing is changed then
 * @returns how many declarations and work items there are
 */
export async function fillDemo(
  db: Database,
  assets: DialogueAssets,
  sealing: Sealing,
  month: Month,
): Promise<{ declarations: number; workItems: number }> {
  const real = await sql<{ there: boolean }>`
    select exists (select from declarations where channel <> 'demo') as there`.execute(db);
  if (real.rows[0]?.there === true) throw new RealData();
  await db.updateTable('installation').set({ demo: true }).execute();
  for (const before of [0, 15, 31]) await makePartition(db, new Date(month.now - before * 86_400_000));
  const declarations = makeMonth(assets, month);
  for (let at = 0; at < declarations.length; at += 250) {
    await insertDeclarations(db, declarations.slice(at, at + 250), sealing, assets.timeZone);
  }
  const staff = await demoStaff(db, month.now);
  // Items came into being now; they are dated when what they are about was declared.
  await sql`
    update work_items w set created_at = d.declared_at, updated_at = d.declared_at
    from declarations d where d.id = w.declaration and d.channel = 'demo'`.execute(db);
  await sql`
    update work_events e set at = w.created_at from work_items w where w.id = e.work_item and e.kind = 'declared'`.execute(
    db,
  );
  await sql`
    update persons p set f_status = 1 from work_items w
    where w.person = p.id and w.level >= 3 and p.urn like 'demo:%'`.execute(db);
  const items = await db.selectFrom('work_items').selectAll().execute();
  const random = seeded(month.seed + 1);
  const followed = items.flatMap((item) => {
    const who = staff.get(item.area_path.at(-1) ?? '');
    if (who === undefined) return [];
    return [
      followItem(item, {
        staff: who.id,
        diligence: who.diligence,
        random,
        now: month.now,
        timeZone: assets.timeZone,
      }),
    ];
  });
  await store(db, followed, month.now);
  return { declarations: declarations.length, workItems: items.length };
}

/** One member of staff per station and centre, most of whom were there lately; nobody can sign in as them. */
async function demoStaff(db: Database, now: number): Promise<Map<string, { id: string; diligence: number }>> {
  const stations = await db
    .selectFrom('units')
    .select(['id', 'area_path'])
    .where('kind', 'in', ['station', 'district_centre'])
    .orderBy('area_path')
    .execute();
  const made = new Map<string, { id: string; diligence: number }>();
  for (const [i, { id: unit, area_path: path }] of stations.entries()) {
    const code = path.at(-1) ?? '';
    const diligence = 0.2 + ((i * 37) % 80) / 100;
    const { id } = await db
      .insertInto('staff')
      .values({
        ...{
          unit,
          username: `demo-${code}`,
          name: 'Cán bộ trạm (minh họa)',
          role: 'officer',
          password: 'none',
        },
        ...{ totp: null, totp_since: null, totp_step: null, locked_until: null },
        signed_in_at: diligence < 0.22 ? null : new Date(now - (1.1 - diligence) * 4 * 86_400_000),
        ...{ seen_until: null, disabled_at: new Date(now) },
      })
      .onConflict((conflict) => conflict.column('username').doUpdateSet({ unit }))
      .returning('id')
      .executeTakeFirstOrThrow();
    made.set(code, { id, diligence });
  }
  return made;
}

async function store(db: Database, followed: readonly Followed[], now: number): Promise<void> {
  const changed = followed.filter(({ events }) => events.length > 0);
  const staffOf = (item: WorkItem): string | null => item.assigned_to;
  await sql`
    update work_items w set status = f.status, outcome = f.outcome, conclusion = f.conclusion, assigned_to = f.assigned_to,
      attempts = f.attempts, call_again_at = f.call_again_at, deadline = f.deadline, received_at = f.received_at,
      verified_at = f.verified_at, concluded_at = f.concluded_at, closed_at = f.closed_at, updated_at = f.updated_at,
      version = f.version
    from jsonb_populate_recordset(null::work_items, ${JSON.stringify(changed.map(({ item }) => item))}::jsonb) f
    where f.id = w.id`.execute(db);
  const events = changed.flatMap(({ item, events: all }) =>
    all.map((event) => ({ ...event, work_item: item.id, person: item.person, staff: staffOf(item) })),
  );
  for (let at = 0; at < events.length; at += 500) {
    await db
      .insertInto('work_events')
      .values(events.slice(at, at + 500))
      .execute();
  }
  for (const { item, isolation, log } of changed) {
    if (isolation === null) continue;
    const { place, dayZero, endsOn, decidedAt } = isolation;
    const ended = item.status === 'closed' ? item.closed_at : null;
    await db
      .insertInto('isolations')
      .values({
        ...{ person: item.person, work_item: item.id, place, day_zero: dayZero, ends_on: endsOn },
        ...{ authority: 'UBND phường (minh họa)', decided_by: staffOf(item), decided_at: decidedAt },
        ...{ site: place === 'home' ? '' : 'Khu cách ly tập trung (minh họa)', document: '' },
        ...{ ended_at: ended, ending: ended === null ? null : 'completed' },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (log.length === 0) continue;
    const lines = log.map((line) => ({
      ...line,
      // At half past seven and half past four, when people are asked.
      at: new Date(
        Math.min(now, Date.parse(`${line.day}T${line.part === 'morning' ? '07' : '16'}:30:00+07:00`)),
      ),
      person: item.person,
      temperature: String(line.temperature),
    }));
    await db
      .insertInto('health_log')
      .values(
        lines.map((line) => ({
          ...{ ...line, symptoms: [], staff: line.source === 'bot' ? null : staffOf(item) },
          // Its month is over: nobody is to be called about it.
          looked_at: new Date(),
        })),
      )
      .execute();
  }
}
