import { SendError } from '../channels/send-error.ts';
import type { Urn } from '../dialogue/message.ts';
import type { Claimed, DeliveryOutcome } from '../storage/deliveries.ts';

/** What became of one send, and what follows from it for others. */
export interface Judged {
  outcome: DeliveryOutcome;
  /** This chat takes nothing any more. */
  stopped?: Urn;
  /** The whole channel has to wait so many seconds. */
  closeFor?: number;
  /** The platform was not reached, or not ready. */
  away?: true;
}

/** Milliseconds until a platform that was away is tried again: 1 s, 2 s, 4 s … 60 s. */
export const backOff = (attempts: number): number =>
  Math.min(60_000, 1_000 * 2 ** Math.min(attempts - 1, 10));

/**
 * What a failed send means. Tried again is only what certainly did not arrive; what may have arrived is not known, and
 * stays so. Somebody whose chat takes nothing is written to in their other one, if they have one.
 */
export function judgeFailure(
  { person, urn, fallback, attempts }: Claimed,
  error: unknown,
  now: number,
): Judged {
  const end = (status: 'failed' | 'unknown' | 'skipped', reason: string): Judged => ({
    outcome: { person, status, reason },
  });
  const orElsewhere = (otherwise: Judged): Judged =>
    fallback === null ? otherwise : { outcome: { person, status: 'moved' } };
  if (!(error instanceof SendError)) return end('unknown', 'broken');
  if (error.maybeSent) return end('unknown', 'no-answer');
  switch (error.code) {
    case 'throttled': {
      const seconds = error.retryAfter ?? 1;
      const outcome = { person, status: 'waiting' as const, reason: 'throttled', due: now + seconds * 1_000 };
      return { outcome, ...(!error.onePerson && { closeFor: seconds }) };
    }
    case 'unavailable': {
      const wait = Math.max(backOff(attempts), (error.retryAfter ?? 0) * 1_000);
      return { outcome: { person, status: 'waiting', reason: 'unavailable', due: now + wait }, away: true };
    }
    case 'stopped':
      return { ...orElsewhere(end('failed', 'stopped')), stopped: urn };
    case 'refused':
      return orElsewhere(end('failed', 'refused'));
    case 'window-closed':
      return orElsewhere(end('skipped', 'window-closed'));
    case 'misconfigured':
      return end('failed', 'misconfigured');
  }
}

/** Somebody the platform takes nothing for, or only for money nobody agreed to. */
export function skipFor({ person, fallback }: Claimed, reason: 'billed' | 'window-closed'): Judged {
  return { outcome: fallback === null ? { person, status: 'skipped', reason } : { person, status: 'moved' } };
}
