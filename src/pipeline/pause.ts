import { setTimeout as sleep } from 'node:timers/promises';

/** Waits about `ms`, so that processes started together do not stay together. False: the signal came. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms * (0.75 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => undefined);
  return !signal.aborted;
}
