import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long `npm start` takes from nothing to /readyz 200, first with an empty data folder, then with the same again. */
const dataDir = mkdtempSync(join(tmpdir(), 'ncovi-start-'));
const port = 20_000 + (process.pid % 20_000);
for (const run of ['empty folder', 'second start']) {
  const began = performance.now();
  const program = spawn(process.execPath, ['src/start.ts'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await isReady())) {
    if (program.exitCode !== null) throw new Error('npm start ended');
    await sleep(25);
  }
  console.log(`${run}: ready after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  program.kill('SIGTERM');
  await new Promise((ended) => program.once('exit', ended));
}
rmSync(dataDir, { recursive: true });

async function isReady(): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
  return answer?.status === 200;
}
