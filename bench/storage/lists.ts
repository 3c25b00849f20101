import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { loadAreas } from '../../src/assets/areas.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import {
  listDeclarations,
  listQuery,
  type Cursor,
  type DeclarationFilter,
} from '../../src/storage/list-declarations.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { administer, startPostgres } from '../../tests/support/postgres.ts';
import { cpuOf } from '../cpu-of.ts';
import { END, fill, FIRST_MONTH } from './believable-million.ts';
import { plainly } from './plainly.ts';

/**
 * How long the lists of the console take in a Postgres of its own with default settings, filled with a believable country:
 * each list with many random units, words and pages, the plan of the slowest call, and for each list whether its first
 * three pages are what a plain reading of the whole table gives. All in ms; `cpu` is what Postgres used of a processor per
 * call, which says less of what else the machine was doing.
 */
const { values } = parseArgs({
  options: {
    declarations: { type: 'string', default: '1000000' },
    samples: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    database: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const PAGE = 50;
const [count, samples] = [Number(values.declarations), Number(values.samples)];
const note = (text: string): void => {
  if (!values.json) console.log(text);
};
const chance = randomOf(Number(values.seed));
const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;

const gazetteer = loadAreas('2020');
const pathOf = (code: string) => [
  ...gazetteer
    .ancestors(code)
    .map((area) => area.code)
    .reverse(),
  code,
];
const unitsOf = (level: string) => gazetteer.all().filter((area) => area.level === level);
const units = { province: unitsOf('province'), district: unitsOf('district'), commune: unitsOf('commune') };

const levels = (): DeclarationFilter =>
  pick([{ levels: [1, 5] }, { levels: [2, 5] }, { levels: [4, 4] }, { levels: [5, 5] }]);
const within: Record<string, () => DeclarationFilter> = {
  all: () => ({}),
  'by level': levels,
  'by status': () => ({ status: pick(['complete', 'interrupted']) }),
  'by date': () => {
    const from = FIRST_MONTH.getTime() + chance() * (END.getTime() - FIRST_MONTH.getTime());
    return { ...pick([{}, levels()]), from: new Date(from), until: new Date(from + 7 * 86_400_000) };
  },
  'by symptom': () => ({ symptom: pick(['fever', 'cough', 'dyspnea', 'pneumonia']) }),
  'by exposure': () => ({ exposure: pick(['case', 'area', 'country']) }),
  'by name': () => ({
    name: pick(['hoa', 'Nguyễn Thị Hoa', 'nguyen', 'tran van dung', 'Huỳnh Ý', 'le thi m', 'khong ai']),
  }),
  'with amended': () => ({ amended: true }),
};
const wheres: Record<string, () => DeclarationFilter> = {
  country: () => ({}),
  province: () => ({ area: [pick(units.province).code] }),
  district: () => ({ area: pathOf(pick(units.district).code) }),
  commune: () => ({ area: pathOf(pick(units.commune).code) }),
};
const lists: Record<string, () => DeclarationFilter> = {
  'by phone': () => ({ phone: `+849${String(Math.floor(chance() * (count / 2)) * 37).padStart(8, '0')}` }),
  'by receipt': () => ({ receipt: pick(['AAAAAAAA-AAAA', 'NONE']) }),
};
for (const [where, filterOf] of Object.entries(wheres)) {
  for (const [what, more] of Object.entries(within))
    lists[`${where}, ${what}`] = () => ({ ...filterOf(), ...more() });
}

const server = values.database === undefined ? await startPostgres({ durable: true }) : null;
const url = values.database ?? server?.url('postgres') ?? '';
const db = openDatabase({ url }, { max: 1 });
try {
  if (server) {
    await migrate(db);
    const began = performance.now();
    await fill(db, '2020', count);
    await administer(url, 'vacuum analyze');
    note(`${count} declarations in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  const backend = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const pid = backend.rows[0]?.pid;
  const times: Record<string, Record<'p50' | 'p95' | 'p99' | 'cpu', number>> = {};
  let worst: { ms: number; name: string; filter: DeclarationFilter; after: Cursor | null } | null = null;
  const everything: number[] = [];
  for (const [name, filterOf] of Object.entries(lists)) {
    const taken: number[] = [];
    const before = cpuOf(pid);
    for (let i = 0; i < samples; i++) {
      const filter = filterOf();
      const after = i % 2 === 0 ? null : somewhere();
      const began = performance.now();
      await listDeclarations(db, filter, { limit: PAGE, after }, END);
      const ms = performance.now() - began;
      taken.push(ms);
      if (worst === null || ms > worst.ms) worst = { ms, name, filter, after };
    }
    const cpu = Math.round(((cpuOf(pid) - before) / samples) * 10_000) / 10;
    times[name] = { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95), p99: quantile(taken, 0.99), cpu };
    everything.push(...taken);
    note(`${name.padEnd(24)} ${JSON.stringify(times[name])} ms`);
  }
  const overall = {
    p50: quantile(everything, 0.5),
    p95: quantile(everything, 0.95),
    p99: quantile(everything, 0.99),
  };
  note(`all lists                ${JSON.stringify(overall)} ms`);
  const plan = worst ? await explain(db, worst.filter, worst.after) : [];
  note(`\nThe slowest call (${worst?.name ?? ''}, ${worst?.ms.toFixed(0) ?? ''} ms):\n${plan.join('\n')}`);
  const wrong: string[] = [];
  for (const [name, filterOf] of Object.entries(lists)) if (!(await isRight(filterOf()))) wrong.push(name);
  note(wrong.length === 0 ? 'every list is what a plain query gives' : `WRONG: ${wrong.join('; ')}`);
  if (values.json)
    console.log(JSON.stringify({ declarations: count, samples, overall, times, worst, plan, wrong }));
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await db.destroy();
  await server?.stop();
}

/** A place in the list anywhere between the newest and the oldest. */
function somewhere(): Cursor {
  const at = FIRST_MONTH.getTime() + chance() * (END.getTime() - FIRST_MONTH.getTime());
  return { declaredAt: new Date(at), id: '80000000-0000-0000-0000-000000000000' };
}

async function explain(from: Database, filter: DeclarationFilter, after: Cursor | null): Promise<string[]> {
  const plan = await sql<{ 'QUERY PLAN': string }>`
    explain (analyze, buffers) ${listQuery(filter, { limit: PAGE + 1, after })}`.execute(from);
  return plan.rows.map((row) => row['QUERY PLAN']).filter((line) => !line.includes('(never executed)'));
}

async function isRight(filter: DeclarationFilter): Promise<boolean> {
  const listed: string[] = [];
  let after: Cursor | null = null;
  for (let page = 0; page < 3; page++) {
    const { rows, next } = await listDeclarations(db, filter, { limit: PAGE, after }, END);
    listed.push(...rows.map(({ id }) => id));
    after = next;
    if (next === null) break;
  }
  const expected = await plainly(url, filter, 3 * PAGE);
  return JSON.stringify(listed) === JSON.stringify(expected);
}

function quantile(of: readonly number[], part: number): number {
  const sorted = of.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return Math.round(value * 10) / 10;
}

/** Mulberry32: the same seed gives the same numbers from 0 to 1. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
