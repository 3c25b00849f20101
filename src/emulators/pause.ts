import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, or returns at once when the emulator closes. Never keeps the process alive by itself. */
export async function pause(ms: number, closing: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: closing, ref: false }).catch(() => undefined);
}
