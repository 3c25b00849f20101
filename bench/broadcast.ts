// One advisory to many people on Telegram, Zalo OA and Zalo Bot, by real work processes over local servers that speak like
// these, while processes are killed, the platforms ask for quiet and go away: does everybody get it once, and never more in
// any second than allowed?
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { runBroadcast } from './broadcast/run-broadcast.ts';

const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string' },
    storms: { type: 'string' },
    outage: { type: 'string' },
    rate: { type: 'string', default: '500' },
    works: { type: 'string', default: '2' },
    durable: { type: 'boolean', default: true },
    ceiling: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
const [recipients, seed] = [Number(values.recipients), Number(values.seed)];
const isWhole = recipients >= 1_000_000;
const say = (line: string): void => {
  if (!values.json) console.error(line);
};
const load = loadavg().map((average) => average.toFixed(1));
say(`load of the machine before: ${load.join(' ')}`);
const common = { recipients, seed, durable: values.durable, say };
// The ceiling of the engine: one process, no limit that is ever reached, nothing that goes wrong.
const result = values.ceiling
  ? await runBroadcast({ ...common, kills: 0, storms: 0, outage: 0, pauses: false, rate: null, works: 1 })
  : await runBroadcast({
      ...common,
      kills: Number(values.kills ?? (isWhole ? 20 : 5)),
      storms: Number(values.storms ?? (isWhole ? 6 : 3)),
      // Nothing that is sent knows another clock than this one, Postgres' least of all: an hour takes an hour.
      outage: Number(values.outage ?? (isWhole ? 3_600 : 20)),
      ...{ pauses: true, rate: Number(values.rate), works: Number(values.works) },
    });
if (values.json) console.log(JSON.stringify(result));
else console.dir(result, { depth: 4 });
const { explained, duplicates, unpaid, channels } = result;
const isWithinLimits = Object.values(channels).every(
  ({ maxPerSecond, limitPerSecond }) => maxPerSecond <= limitPerSecond,
);
const isSound = explained === recipients && duplicates === 0 && unpaid === 0 && isWithinLimits;
process.exit(isSound ? 0 : 1);
