import { parseArgs } from 'node:util';
import { runCrash } from './crash/run-crash.ts';

/** Can a declaration vanish? Many people declare while everything is killed, restarted and cut off. */
const { values } = parseArgs({
  options: {
    dialogues: { type: 'string', default: '10000' },
    faults: { type: 'string', default: '40' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    parallel: { type: 'string', default: '400' },
    longest: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});
const [dialogues, faults, seed] = [values.dialogues, values.faults, values.seed].map(Number) as [
  number,
  number,
  number,
];
const say = values.json ? () => undefined : console.log;
const repeat = `npm run crash -- --dialogues ${dialogues} --faults ${faults} --seed ${seed}`;
say(repeat);

const result = await runCrash({
  ...{ dialogues, faults, seed, say },
  ...{ parallel: Number(values.parallel), longest: Number(values.longest) },
});
const { confirmed, stored, lost, duplicates, misordered, violations } = result;
if (!values.json) console.table({ ...result, violations: violations.length });
for (const violation of violations.slice(0, 50)) console.error(`✗ ${violation}`);
if (violations.length > 0) console.error(`✗ ${violations.length} violations. To repeat it: ${repeat}`);
else say('✓ nothing lost, nothing doubled, all in order');
if (values.json)
  console.log(JSON.stringify({ dialogues, faults, confirmed, stored, lost, duplicates, misordered }));
process.exit(violations.length > 0 ? 1 : 0);
