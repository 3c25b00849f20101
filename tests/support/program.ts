import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepLogLines, markWords } from './kept-logs.ts';
import { stopProcess } from './stop-process.ts';
import { waitFor } from './wait-for.ts';

export interface ProgramUnderTest {
  process: ChildProcess;
  /** All it has written so far. */
  output(): string;
  /** Resolves when the log says so; `/readyz` is the programs' own business. */
  ready(timeout?: number): Promise<void>;
  /** Ends it as an operator does, and gives the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

/** Starts a program of src/ in an empty folder with these settings and no others. */
export function startProgram(
  name: 'start' | 'serve' | 'work' | 'migrate' | 'jobs' | 'staff',
  settings: Record<string, string> = {},
  args: readonly string[] = [],
): ProgramUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'ncovi-run-'));
  const child = spawn(
    process.execPath,
    [...flagsOf(name), fileURLToPath(new URL(`../../src/${name}.ts`, import.meta.url)), ...args],
    {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const note = (chunk: string) => {
    output += chunk;
    // What `jobs` and `staff` print is what they were asked for; the others print their log.
    if (name !== 'jobs' && name !== 'staff') keepLogLines(chunk, name);
  };
  markWords('secret', ...secretsIn(settings));
  child.stdout.setEncoding('utf8').on('data', note);
  child.stderr.setEncoding('utf8').on('data', note);
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const clean = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    process: child,
    output: () => output,
    async ready(timeout = 150_000) {
      await waitFor(`${name} to be ready`, () => output.includes('"event":"ready"') || gone(), { timeout });
      if (gone()) throw new Error(`${name} ended:\n${output}`);
    },
    async stop() {
      await stopProcess(child, 'SIGTERM', 15_000);
      clean();
      return child.exitCode;
    },
    async kill() {
      await stopProcess(child, 'SIGKILL');
      clean();
    },
  };
}

/** What Node is told when `npm run` starts a program. */
export function flagsOf(name: string): string[] {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(file) as { scripts: Record<string, string> };
  return (scripts[name] ?? '').split(' ').filter((word) => word.startsWith('--'));
}

/** Waits for a program to end by itself. */
export async function ended(program: ProgramUnderTest): Promise<number> {
  await waitFor('the end of the program', () => program.process.exitCode !== null, { timeout: 150_000 });
  return program.process.exitCode ?? -1;
}

/** The values nobody but the operator may know. */
function secretsIn(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (/TOKEN|SECRET|KEY/u.test(name)) return [value];
    const password = /^\w+:\/\/[^:/]*:([^@/]+)@/u.exec(value)?.[1];
    return password === undefined ? [] : [password];
  });
}
