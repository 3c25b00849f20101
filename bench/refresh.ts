import { parseArgs } from 'node:util';
import { administer, startPostgres } from '../tests/support/postgres.ts';
import { refreshRace } from './refresh/refresh-race.ts';

/**
 * Three processes on one Zalo grant whose access token ends a thousand times, in front of a Zalo that answers a used
 * refresh token by nothing, while processes are killed and come back: is a grant lost, is a token spent twice?
 */
const { values } = parseArgs({
  options: {
    expiries: { type: 'string', default: '1000' },
    processes: { type: 'string', default: '3' },
    life: { type: 'string', default: '400' },
    'kill-every': { type: 'string', default: '10000' },
    aimed: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const postgres = await startPostgres();
try {
  await administer(postgres.url('postgres'), 'create database refresh');
  const expiries = Number(values.expiries);
  let shown = 0;
  const result = await refreshRace({
    ...{ databaseUrl: postgres.url('refresh'), expiries },
    processes: Number(values.processes),
    lifeMs: Number(values.life),
    killEvery: Number(values['kill-every']),
    aimed: Number(values.aimed),
    seed: Number(values.seed),
    onProgress(done) {
      if (values.json || done < shown + expiries / 20) return;
      shown = done;
      console.log(`${done} of ${expiries}`);
    },
  });
  console.log(values.json ? JSON.stringify(result, null, 2) : result);
  const { grantsLost, kills } = result;
  const isHonest = grantsLost.withKilledProcess <= kills.random + kills.aimed;
  process.exitCode = grantsLost.otherwise === 0 && isHonest ? 0 : 1;
} finally {
  await postgres.stop();
}
