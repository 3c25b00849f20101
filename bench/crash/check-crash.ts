import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionStore } from '../../src/pipeline/session-store.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import type { Person } from '../../src/emulators/person.ts';
import type { Database } from '../../src/storage/database.ts';
import { questionIn } from '../../tests/browser/citizen.ts';
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
}

/** How long what was received may take to reach the database, and a session its place, in ms. */
const PATIENCE = 180_000;

/**
 * Counts in the database, in the session store and in every chat: confirmed is stored, nothing is there twice or half,
 * and every session stands where its person was asked last.
 */
export async function checkCrash({ reports, db, store, find }: Evidence): Promise<Verdict> {
  const told = reports.flatMap((report) => report.receipts.map(({ code }) => ({ code, report })));
  const until = Date.now() + PATIENCE;
  let rows = await readRows(db);
  const lost = () => {
    const codes = new Set(rows.map((row) => row.receipt));
    return told.filter(({ code }) => !codes.has(code));
  };
  while (lost().length > 0 && Date.now() < until) {
    await sleep(500);
    rows = await readRows(db);
  }
  const byReceipt = Map.groupBy(rows, (row) => row.receipt);
  const toldCodes = new Set(told.map(({ code }) => code));
  const duplicates = [
    ...[...byReceipt].filter(([, same]) => same.length > 1).map(([code]) => `${code} is stored twice`),
    // Of somebody who never heard of it, it is a second record of what is stored already.
    ...rows.filter((row) => !toldCodes.has(row.receipt)).map((row) => `${row.receipt} was told to nobody`),
  ];
  const half = rows.filter((row) => row.status !== 'complete' || !row.name || !row.area_code || !row.phone);

  const misordered: string[] = [];
  for (const report of reports) {
    for (const fault of disorderIn(report)) misordered.push(`${about(report)}: out of order, ${fault}`);
    const person = find(report);
    if (person === undefined || !person.chat.state.open) continue;
    const fault = await misplaced(person, store, until);
    if (fault !== null) misordered.push(`${about(report)}: ${fault}`);
  }
  const unhappy = reports.filter(({ outcome }) => outcome !== 'declared' && outcome !== 'stopped');
  return {
    ...{ confirmed: told.length, stored: rows.length, lost: lost().length },
    ...{ duplicates: duplicates.length, misordered: misordered.length },
    violations: [
      ...lost().map(({ code, report }) => `${about(report)}: lost, ${code} was told and is not stored`),
      ...duplicates.map((what) => `doubled: ${what}`),
      ...half.map((row) => `half: ${row.receipt}`),
      ...misordered,
      ...unhappy.map(
        (one) => `${about(one)} ${one.outcome} at ${one.lastQuestion ?? '?'}: ${one.trouble ?? ''}`,
      ),
    ],
  };
}

const about = ({ index, channel }: CitizenReport): string => `citizen ${index} (${channel})`;

const readRows = (db: Database) =>
  db.selectFrom('declarations').select(['urn', 'receipt', 'name', 'area_code', 'phone', 'status']).execute();

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
