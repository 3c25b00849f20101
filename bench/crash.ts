import { parseArgs } from 'node:util';
import { runCrash, type CrashResult } from './crash/run-crash.ts';

/** Can a declaration vanish? Many people declare while everything is killed, restarted and cut off. */
const { values } = parseArgs({
  options: {
    dialogues: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    faults: { type: 'string' },
    parallel: { type: 'string', default: '100' },
    longest: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const dialogues = Number(values.dialogues);
const seed = Number(values.seed);
const parallel = Number(values.parallel);
// A run of fewer people is over sooner, and has fewer and shorter faults unless told otherwise.
const faults = Number(values.faults ?? within(5, dialogues / 200, 40));
const longest = Number(values.longest ?? within(3, dialogues / 100, 60));
const repeat = `npm run crash -- --dialogues ${dialogues} --seed ${seed} --faults ${faults} --longest ${longest} --parallel ${parallel}`;
const say = values.json ? () => undefined : console.log;
say(repeat);

const result = await runCrash({ dialogues, faults, seed, parallel, longest, say });
const { violations } = result;
if (!values.json) print(result);
for (const violation of violations.slice(0, 50)) console.error(`✗ ${violation}`);
if (violations.length > 0)
  console.error(`✗ ${violations.length} violations, seed ${seed}. To repeat it: ${repeat}`);
else say('✓ nothing lost, nothing doubled, all in order');
if (values.json) {
  const { confirmed, stored, lost, duplicates, misordered } = result;
  console.log(JSON.stringify({ dialogues, faults, confirmed, stored, lost, duplicates, misordered }));
}
process.exit(violations.length > 0 ? 1 : 0);

function within(least: number, wanted: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, wanted)));
}

function print({ outcomes, violations: wrong, ...figures }: CrashResult): void {
  console.table({ ...figures, ...outcomes, violations: wrong.length });
}
