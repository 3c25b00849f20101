import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  name: 'start' | 'serve' | 'work' | 'migrate',
  settings: Record<string, string> = {},
): ProgramUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'ncovi-run-'));
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../src/${name}.ts`, import.meta.url))], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const note = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const clean = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    process: child,
    output: () => output,
    async ready(timeout = 40_000) {
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

/** Waits for a program to end by itself. */
export async function ended(program: ProgramUnderTest): Promise<number> {
  await waitFor('the end of the program', () => program.process.exitCode !== null, { timeout: 40_000 });
  return program.process.exitCode ?? -1;
}
