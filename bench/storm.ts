import { parseArgs } from 'node:util';
import { openDatabase } from '../src/storage/database.ts';
import { administer, startPostgres } from '../tests/support/postgres.ts';
import type { TestDatabase } from '../tests/support/test-database.ts';
import type { CitizenReport } from './citizens/report.ts';
import { MIX, runStorm, type StormResult } from './storm/run-storm.ts';

/** Ten minutes in which the platforms fail all the time: is a declaration lost or doubled, does a reply overtake another? */
const { values } = parseArgs({
  options: {
    declarations: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '10' },
    parallel: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const postgres = await startPostgres();
const count = Number(values.declarations);
try {
  const result = await runStorm({
    declarations: count,
    // The last to begin still has to come to the end.
    minutes: Number(values.minutes) * 0.8,
    parallel: Number(values.parallel),
    seed: Number(values.seed),
    mix: MIX,
    makeDatabase,
    onProgress(done) {
      if (!values.json && done % Math.ceil(count / 20) === 0)
        console.log(`${done} of ${count} people are done`);
    },
  });
  if (values.json)
    console.log(JSON.stringify({ ...result, reports: undefined, ...figures(result) }, null, 2));
  else print(result);
  process.exitCode = result.violations.length > 0 ? 1 : 0;
} finally {
  await postgres.stop();
}

async function makeDatabase(): Promise<TestDatabase> {
  await administer(postgres.url('postgres'), 'create database storm');
  const url = postgres.url('storm');
  const db = openDatabase({ url }, { onError: () => undefined });
  return { url, db, drop: () => db.destroy() };
}

function figures({ reports, rows, seconds, requests }: StormResult) {
  const sum = (of: (report: CitizenReport) => number) => reports.reduce((all, report) => all + of(report), 0);
  const outcomes = Object.fromEntries(
    [...Map.groupBy(reports, ({ outcome }) => outcome)].map(([outcome, of]) => [outcome, of.length]),
  );
  const minutesTaken = [
    ...Map.groupBy(
      reports.filter(({ outcome }) => outcome === 'declared'),
      ({ channel }) => channel,
    ),
  ].map(([channel, of]) => ({
    channel,
    people: of.length,
    ...quantiles(of.map(({ took }) => took / 1_000)),
  }));
  return {
    people: reports.length,
    outcomes,
    receipts: sum((report) => report.receipts.length),
    rows,
    seconds: Math.round(seconds),
    messagesSent: sum((report) => report.deeds),
    replies: sum((report) => report.replies.length),
    copies: sum((report) => report.replies.filter(({ copy }) => copy).length),
    askedAgain: sum((report) => report.askedAgain),
    webhookRequests: requests.reduce((a, b) => a + b, 0),
    secondsPerDeclaration: minutesTaken,
  };
}

function quantiles(numbers: number[]) {
  const sorted = numbers.sort((a, b) => a - b);
  const at = (part: number) => Math.round((sorted[Math.floor((sorted.length - 1) * part)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function print(result: StormResult): void {
  const { secondsPerDeclaration, outcomes, ...rest } = figures(result);
  console.table({ ...rest, ...outcomes });
  console.table(secondsPerDeclaration);
  console.log('Faults that struck:');
  console.table(result.struck);
  for (const violation of result.violations.slice(0, 50)) console.log(`✗ ${violation}`);
  console.log(
    result.violations.length === 0
      ? '✓ nothing lost, nothing doubled, all in order'
      : `✗ ${result.violations.length} violations`,
  );
}
