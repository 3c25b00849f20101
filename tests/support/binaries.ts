import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { accessSync, constants, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** Full path of a program on this machine, or null. Debian keeps Postgres outside PATH. */
export function findBinary(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...postgresFolders()];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/** Missing programs are a reason to skip on a desk and a fault where everything is meant to be there. */
export function missingBinaries(...names: string[]): string[] {
  const missing = names.filter((name) => findBinary(name) === null);
  if (missing.length > 0 && process.env['CI'] === 'true') {
    throw new Error(`These tests need ${missing.join(', ')}, and CI=true forbids skipping`);
  }
  return missing;
}

/** A TCP port nobody listens on, and which the system gives to no outgoing connection before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(...BELOW_EPHEMERAL);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Linux takes ports of outgoing connections from 32768 on. */
const BELOW_EPHEMERAL = [12_000, 32_000] as const;

/** Postgres refuses to run as root: the account to run it under then, else null. */
export function unprivilegedAccount(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function postgresFolders(): string[] {
  const root = '/usr/lib/postgresql';
  try {
    return readdirSync(root)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(root, version, 'bin'));
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
