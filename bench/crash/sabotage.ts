import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation, Serving } from '../../tests/support/installation.ts';
import type { PostgresServer } from '../../tests/support/postgres.ts';
import type { ProgramUnderTest } from '../../tests/support/program.ts';
import type { StallingProxy } from '../../tests/support/stalling-proxy.ts';
import { stopProcess } from '../../tests/support/stop-process.ts';
import type { Fault } from './plan-faults.ts';

/** What can be broken. Programs reach Redis and Postgres through the proxies. */
export interface House {
  installation: Installation;
  postgres: PostgresServer;
  proxies: { redis: StallingProxy; postgres: StallingProxy };
  settings: Record<string, string>;
  serve: Serving[];
  work: ProgramUnderTest[];
}

/**
 * Makes one fault happen, and mends it.
 *
 * @returns what went wrong in mending it, as sentences
 */
export async function sabotage(house: House, fault: Fault): Promise<string[]> {
  switch (fault.kind) {
    case 'kill': {
      await house[fault.program][fault.which]?.kill();
      await startAgain(house, fault.program, fault.which);
      return [];
    }
    case 'restart': {
      const code = await house[fault.program][fault.which]?.stop();
      await startAgain(house, fault.program, fault.which);
      return code === 0 ? [] : [`${fault.program} ended with ${code ?? 'a signal'} when told to`];
    }
    case 'crash': {
      const server = fault.part === 'redis' ? house.installation.redis : house.postgres;
      // Postgres calls it an immediate shutdown: nothing is written down any more.
      await stopProcess(server.process, fault.part === 'redis' ? 'SIGKILL' : 'SIGQUIT');
      await sleep(fault.seconds * 1_000);
      await server.restart();
      return [];
    }
    case 'cut': {
      const proxy = house.proxies[fault.part];
      proxy.set(fault.way);
      await sleep(fault.seconds * 500);
      if (fault.killing !== null) await house.serve[fault.killing]?.kill();
      const restarted = fault.killing === null ? null : startAgain(house, 'serve', fault.killing);
      await sleep(fault.seconds * 500);
      proxy.set('open');
      await restarted;
      return [];
    }
  }
}

async function startAgain(house: House, program: 'serve' | 'work', which: number): Promise<void> {
  const { installation, settings } = house;
  if (program === 'work') house.work[which] = await installation.work(settings);
  else {
    const port = String(house.serve[which]?.port ?? 0);
    house.serve[which] = await installation.serve({ ...settings, PORT: port });
  }
}
