import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SUSPECTED } from '../browser/citizen.ts';
import { findLeaks } from './find-leaks.ts';
import { markWords, readKept } from './kept-logs.ts';

/**
 * Keeps all that programs and parts log during the run, and searches it at the end for every secret, name, number and
 * answer the tests used.
 *
 * @throws at the end of the run, naming file, line and kind of each leak; the folder is then left to be looked at
 */
export default function setup(): () => void {
  const folder = (process.env['NCOVI_TEST_LOGS'] ??= mkdtempSync(join(tmpdir(), 'ncovi-logs-')));
  markWords('phone', '0912345678');
  markWords('answer', ...Object.values(SUSPECTED));
  return () => {
    // Each project of the run has its own end; the first to find nothing clears up.
    if (!existsSync(folder)) return;
    const { logs, marks } = readKept(folder);
    const leaks = [...logs].flatMap(([file, lines]) =>
      findLeaks(lines, marks).map((leak) => ({ file, ...leak })),
    );
    if (leaks.length === 0) {
      rmSync(folder, { recursive: true, force: true });
      return;
    }
    const told = leaks
      .slice(0, 20)
      .map(({ file, line, kind, event }) => `  ${file}:${line} ${kind} ${event}`);
    throw new Error(
      `${leaks.length} log lines say what must not be logged, in ${folder}:\n${told.join('\n')}`,
    );
  };
}
