import { parseArgs } from 'node:util';
import { seeded } from '../src/demo/seeded.ts';
import { walkAtRandom } from '../tests/support/random-walk.ts';

/** Holds many random conversations and says how each ended. A failing one prints its seed: `--seed N --walks 1`. */
const { values } = parseArgs({
  options: {
    walks: { type: 'string', default: '10000' },
    steps: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  },
});

const first = Number(values.seed);
const ends = new Map<string, number>();
let declarations = 0;
for (let seed = first; seed < first + Number(values.walks); seed++) {
  try {
    const person = walkAtRandom(seeded(seed), Number(values.steps));
    const { session } = person.state ?? {};
    const end = session?.outcome ?? `waiting for ${session?.waiting ?? 'nothing'}`;
    ends.set(end, (ends.get(end) ?? 0) + 1);
    declarations += person.turns
      .flatMap((turn) => turn.events)
      .filter((event) => event.type === 'declared').length;
  } catch (error) {
    console.error(`seed ${seed}:`, error);
    process.exitCode = 1;
  }
}
console.table([...ends].sort((a, b) => b[1] - a[1]).map(([end, walks]) => ({ end, walks })));
console.log(`${values.walks} walks of ${values.steps} steps; declarations made: ${declarations}`);
