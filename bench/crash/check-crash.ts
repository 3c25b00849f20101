import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionStore } from '../../src/pipeline/session-store.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import type { Person } from '../../src/emulators/person.ts';
import type { Database } from '../../src/storage/database.ts';
import { HEALTHY, questionIn } from '../../tests/browser/citizen.ts';
import { differences } from '../citizens/differences.ts';
import { disorderIn, type CitizenReport } from '../citizens/report.ts';

export interface Verdict {
  confirmed: number;
  stored: number;
  lost: number;
  duplicates: number;
  misordered: number;
  /** A sentence for everything that is wrong. */
  violations: string[];
}

export interface Evidence {
  reports: readonly CitizenReport[];
  db: Database;
  store: Pick<SessionStore, 'load'>;
  find: (report: CitizenReport) => Person | undefined;
  /** How long what was received may take to reach the database, and a session its place, in ms. */
  patience?: number;
}

/** Blocks everybody answers. */
const EVERY = Object.keys(HEALTHY).filter((block) => block !== 'consent' && block !== 'review');

/**
 * Counts in the database, in the session store and in every chat: confirmed is stored as it was confirmed, nothing is
 * there twice or half, and every session stands where its person was asked last.
 */
export async function checkCrash(evidence: Evidence): Promise<Verdict> {
  const { reports, db, store, find, patience = 180_000 } = evidence;
  const told = reports.flatMap((report) => report.receipts.map((receipt) => ({ ...receipt, report })));
  const until = Date.now() + patience;
  let rows = await readRows(db);
  const missing = () => {
    const codes = new Set(rows.map((row) => row.receipt));
    return told.filter(({ code }) => !codes.has(code));
  };
  while (missing().length > 0 && Date.now() < until) {
    await sleep(500);
    rows = await readRows(db);
  }
  const byReceipt = Map.groupBy(rows, (row) => row.receipt);
  const byCode = new Map(told.map((receipt) => [receipt.code, receipt]));
  const duplicates = [
    ...[...byReceipt].filter(([, same]) => same.length > 1).map(([code]) => `${code} is stored twice`),
    // Of somebody who never heard of it, it is a second record of what is stored already.
    ...rows.filter((row) => !byCode.has(row.receipt)).map((row) => `${row.receipt} was told to nobody`),
  ];
  const half = rows.flatMap((row) => {
    const lacks = EVERY.filter((block) => !Object.hasOwn(row.answers, block));
    if (row.status !== 'complete') lacks.push(`status: ${row.status}`);
    const receipt = byCode.get(row.receipt);
    return [...lacks, ...(receipt ? differences(row, receipt) : [])].map((what) => `${row.receipt}: ${what}`);
  });

  const misordered: string[] = [];
  for (const report of reports) {
    for (const fault of disorderIn(report)) misordered.push(`${about(report)}: out of order, ${fault}`);
    const person = find(report);
    if (person === undefined || !person.chat.state.open) continue;
    const fault = await misplaced(person, store, until);
    if (fault !== null) misordered.push(`${about(report)}: ${fault}\n    ${endOf(report)}`);
  }
  const lost = missing();
  const unhappy = reports.filter(({ outcome }) => outcome !== 'declared' && outcome !== 'stopped');
  return {
    ...{ confirmed: told.length, stored: rows.length, lost: lost.length },
    ...{ duplicates: duplicates.length, misordered: misordered.length },
    violations: [
      ...lost.map(({ code, report }) => `${about(report)}: lost, ${code} was told and is not stored`),
      ...duplicates.map((what) => `doubled: ${what}`),
      ...half.map((what) => `half: ${what}`),
      ...misordered,
      ...unhappy.map((one) => `${about(one)} ${one.outcome} at ${one.lastQuestion ?? '?'}: ${endOf(one)}`),
    ],
  };

  /** What was said last to and by somebody with whom something is wrong. */
  function endOf(report: CitizenReport): string {
    const bubbles = find(report)?.chat.bubbles.slice(-6) ?? [];
    const said = bubbles.map(({ from, text }) => `${from}: ${text.replace(/\s+/gu, ' ').slice(0, 90)}`);
    return [report.trouble, ...said].filter((line) => line !== null).join('\n    ');
  }
}

const about = ({ index, channel }: CitizenReport): string => `citizen ${index} (${channel})`;

const readRows = (db: Database) =>
  db
    .selectFrom('declarations')
    .select(['urn', 'receipt', 'name', 'birth', 'phone', 'status', 'answers'])
    .execute();

/** Null: the session waits for what the newest message in the chat asks, or for nothing when that asks nothing. */
async function misplaced(person: Person, store: Evidence['store'], until: number): Promise<string | null> {
  for (;;) {
    const asked = questionIn([person.messages.at(-1)?.text ?? ''], 'vi');
    const { conversation } = await store.load(person.urn as Urn);
    const waiting = conversation?.session?.waiting ?? null;
    if (waiting === asked) return null;
    if (Date.now() > until)
      return `was asked ${asked ?? 'nothing'}, the session waits for ${waiting ?? 'nothing'}`;
    await sleep(500);
  }
}
