// Accounts and units of the health units' console from the terminal. Ends when that is done.
// Must not take a password from the command line, where other accounts of the machine can read it.
import { parseArgs } from 'node:util';
import { loadAreaMap } from './assets/areas.ts';
import type { Config } from './config.ts';
import { staffCommands, USAGE, type Wish } from './runtime/staff-commands.ts';
import { openStorage } from './runtime/open-storage.ts';
import { run, StartError } from './runtime/run.ts';
import { openTerminal } from './runtime/terminal.ts';
import { storeAreas } from './storage/areas.ts';

const wish = wishOf(process.argv.slice(2));
if (wish === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await run('staff', (config) => seeTo(config, wish));
}

function wishOf(args: string[]): Wish | null {
  const option = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { username: option, name: option, role: option, unit: option, area: option, make: option },
    });
    const [command = '', username, ...more] = positionals;
    if (!Object.hasOwn(staffCommands, command) || more.length > 0) return null;
    const name = command as keyof typeof staffCommands;
    const given = { ...values, ...(username === undefined ? {} : { username }) };
    const { needs, takes } = staffCommands[name];
    const known = Object.keys(given).every((one) => [...needs, ...takes].includes(one));
    return known && needs.every((one) => Object.hasOwn(given, one)) ? { command: name, given } : null;
  } catch {
    return null;
  }
}

async function seeTo(config: Config, { command, given }: Wish): Promise<null> {
  const storage = await openStorage(config);
  const { db } = storage;
  const terminal = openTerminal({ hidden: true });
  try {
    const { adminVersion } = config;
    if ('make' in given) await storeAreas(db, adminVersion, loadAreaMap(adminVersion));
    const commanded = { db, terminal, adminVersion, given, now: Date.now() };
    await staffCommands[command].carryOut(commanded);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    terminal.close();
    await storage.close();
  }
  return null;
}
