// One advisory to many people, by real work processes over a local Bot API, while processes are killed, the platform asks
// for quiet and goes away: does everybody get it once, and never more in any second than allowed?
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { runBroadcast } from './broadcast/run-broadcast.ts';

const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '5' },
    storms: { type: 'string', default: '3' },
    outage: { type: 'string', default: '20' },
    rate: { type: 'string', default: '500' },
    works: { type: 'string', default: '2' },
    ceiling: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [recipients, seed] = [Number(values.recipients), Number(values.seed)];
const say = (line: string): void => {
  if (!values.json) console.error(line);
};
say(
  `load of the machine before: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`,
);
// The ceiling of the engine: one process, no limit that is ever reached, nothing that goes wrong.
const disturbed = {
  ...{
    kills: Number(values.kills),
    storms: Number(values.storms),
    outage: Number(values.outage),
    pauses: true,
  },
  ...{ rate: Number(values.rate), works: Number(values.works) },
};
const undisturbed = { kills: 0, storms: 0, outage: 0, pauses: false, rate: 10_000, works: 1 };
const result = await runBroadcast({ recipients, seed, say, ...(values.ceiling ? undisturbed : disturbed) });
if (values.json) console.log(JSON.stringify(result));
else console.log(result);
const { explained, duplicates, maxPerSecond, limitPerSecond } = result;
const isSound = explained === recipients && duplicates === 0 && maxPerSecond <= limitPerSecond;
process.exit(isSound ? 0 : 1);
