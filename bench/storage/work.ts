import { parseArgs } from 'node:util';
import { sql, type RawBuilder } from 'kysely';
import { asStaff } from '../../src/storage/as-staff.ts';
import { countIsolationsQuery } from '../../src/storage/count-isolations.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { listPersonsQuery } from '../../src/storage/list-persons.ts';
import { countWorkQuery, listWorkQuery, type WorkFilter } from '../../src/storage/list-work.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { administer, startPostgres } from '../../tests/support/postgres.ts';
import { anOfficer } from '../../tests/support/a-unit.ts';
import { END, fill } from './believable-million.ts';
import { fillWork } from './fill-work.ts';

/**
 * How long lists and counts of work and persons take for the staff of a nation, a province, a district and a commune, with
 * row-level security on, and by which plan. All in ms, the median of some runs.
 */
const { values } = parseArgs({
  options: {
    declarations: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '7' },
    plans: { type: 'boolean', default: false },
  },
});

const server = await startPostgres({ durable: true });
const url = server.url('postgres');
const db = openDatabase({ url }, { max: 1, queryTimeout: 0 });
try {
  await migrate(db);
  await fill(db, '2020', Number(values.declarations));
  await fillWork(db);
  await administer(url, 'vacuum analyze');
  const busiest = await sql<{ path: string[] }>`
    select area_path as path from persons group by area_path order by count(*) desc limit 1`.execute(db);
  const commune = busiest.rows[0]?.path ?? [];
  for (let depth = 0; depth <= 3; depth++) {
    const area = commune.slice(0, depth);
    const staff = await anOfficer(db, area, { takesUnplaced: depth === 2 });
    const filters: Record<string, WorkFilter> = {
      all: {},
      'levels 4–5': { levels: [4, 5] },
      overdue: { overdue: true },
      'a symptom': { symptom: 'pneumonia' },
      'a phone': { phone: '+84900000037' },
      'a receipt': { receipt: 'NONE' },
      'a common name': { name: 'nguyen' },
    };
    const page = { limit: 51, after: null };
    const queries: Record<string, RawBuilder<unknown>> = {};
    for (const [what, filter] of Object.entries(filters)) {
      const within: WorkFilter = { ...filter, area, ...(depth === 2 && { unplaced: 'too' }) };
      queries[`list work, ${what}`] = listWorkQuery(within, page, END);
      queries[`count work, ${what}`] = countWorkQuery(within, new Date('2022-02-01'), END);
    }
    const after = { level: 3, deadline: new Date('2021-06-01'), id: '80000000-0000-0000-0000-000000000000' };
    queries['list work, page 1000'] = listWorkQuery({ area }, { limit: 51, after }, END);
    queries['list persons, all'] = listPersonsQuery({ area }, page);
    queries['list persons, level 5'] = listPersonsQuery({ area, levels: [5, 5] }, page);
    queries['list persons, a symptom'] = listPersonsQuery({ area, symptom: 'pneumonia' }, page);
    queries['search nguyen'] = sql`select * from find_persons('nguyen', 50)`;
    queries['search a name'] = sql`select * from find_persons('huynh & ngoc & khanh:*', 50)`;
    queries['count isolations'] = countIsolationsQuery(area, '2022-02-20', 'Asia/Ho_Chi_Minh');
    for (const [what, query] of Object.entries(queries)) {
      const taken: number[] = [];
      for (let i = 0; i < Number(values.runs); i++) {
        await asStaff(db, staff, async (tx) => {
          const began = performance.now();
          await query.execute(tx);
          taken.push(performance.now() - began);
        });
      }
      const median = taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? 0;
      console.log(`depth ${depth}  ${what.padEnd(30)} ${median.toFixed(1)} ms`);
      if (!values.plans && median < 60) continue;
      const plan = await asStaff(db, staff, (tx) =>
        sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers) ${query}`.execute(tx),
      );
      const lines = plan.rows
        .map((row) => row['QUERY PLAN'])
        .filter((line) => !line.includes('never executed'));
      console.log(lines.map((line) => `    ${line}`).join('\n'));
    }
  }
} finally {
  await db.destroy();
  await server.stop();
}
