import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../src/storage/database.ts';
import { differences } from '../citizens/differences.ts';
import { disorderIn, type CitizenReport, type Receipt } from '../citizens/report.ts';

/** How long what was received may take to reach the database, in ms. */
const PATIENCE = 60_000;

/**
 * Compares what people were told with what is stored: nothing lost, nothing doubled, nobody's words in another's
 * record; and each person's replies in order.
 *
 * @returns a sentence for everything that is wrong
 */
export async function checkStorm(
  reports: readonly CitizenReport[],
  db: Database,
  root: string,
): Promise<{ violations: string[]; rows: number }> {
  const violations: string[] = [];
  const told = reports.flatMap((report) => report.receipts);
  const until = Date.now() + PATIENCE;
  let rows = await readRows(db);
  while (missing(told, rows).length > 0 && Date.now() < until) {
    await sleep(500);
    rows = await readRows(db);
  }
  for (const code of missing(told, rows)) violations.push(`lost: ${code} was told, and is not stored`);

  const people = new Map(reports.map((report) => [report.urn, report]));
  for (const [urn, stored] of Map.groupBy(rows, (row) => row.urn)) {
    const report = people.get(urn);
    const receipts = report?.receipts ?? [];
    if (report === undefined) violations.push(`stored, but nobody's: ${urn}`);
    else if (stored.length > receipts.length) {
      violations.push(
        `doubled: ${stored.length} records of citizen ${report.index}, who was told ${receipts.length}`,
      );
    }
    for (const receipt of receipts) {
      const row = stored.find((one) => one.receipt === receipt.code);
      if (row !== undefined)
        violations.push(
          ...differences(row, receipt).map((what) => `citizen ${report?.index ?? -1}: ${what}`),
        );
    }
  }
  for (const report of reports) {
    const { index, outcome, trouble, lastQuestion } = report;
    const about = `citizen ${index} (${report.channel})`;
    if (outcome !== 'declared' && outcome !== 'stopped')
      violations.push(
        `${about} ${outcome} at ${lastQuestion ?? 'the beginning'}: ${trouble ?? ''} ${lastHeard(report)}`,
      );
    for (const fault of disorderIn(report)) violations.push(`${about}: out of order, ${fault}`);
  }
  violations.push(...(await failedJobs(root)));
  return { violations, rows: rows.length };
}

/** What somebody heard at the end: question, its number, whether it had come before. */
const lastHeard = ({ replies }: CitizenReport): string =>
  replies
    .slice(-6)
    .map(({ question, turn, copy }) => `${question ?? '?'}#${turn?.number ?? '-'}${copy ? ' again' : ''}`)
    .join(', ');

type Row = Awaited<ReturnType<typeof readRows>>[number];

const readRows = (db: Database) =>
  db.selectFrom('declarations').select(['urn', 'receipt', 'name', 'birth', 'phone', 'status']).execute();

function missing(told: readonly Receipt[], rows: readonly Row[]): string[] {
  const stored = new Set(rows.map((row) => row.receipt));
  return told.map(({ code }) => code).filter((code) => !stored.has(code));
}

/** Jobs nobody tries any more. */
async function failedJobs(root: string): Promise<string[]> {
  const metrics = await (await fetch(`${root}/metrics`)).text();
  return [...metrics.matchAll(/^ncovi_\w+\{queue="(\w+)",state="failed"\} (\d+)/gmu)].flatMap(
    ([, queue = '', count]) => (count === '0' ? [] : [`${count ?? ''} jobs of ${queue} were given up`]),
  );
}
