import type { Urn } from '../dialogue/message.ts';

export interface SenderRate {
  /** Most messages of one person in one window; what comes beyond is not worked on. */
  messages: number;
  windowMs: number;
  /** Most people counted in one window, which bounds the memory; those beyond are let through. */
  senders?: number;
  /** The clock, in epoch milliseconds. */
  now?: () => number;
}

/**
 * Counts the messages of each person in this process, so that a flood from one neither delays others nor costs more
 * than a counter. Somebody who fills in a form sends a few messages a minute.
 *
 * @returns true while the person is within the rate; counts one message each time it is asked
 */
export function senderRate({
  messages,
  windowMs,
  senders = 100_000,
  now = Date.now,
}: SenderRate): (urn: Urn) => boolean {
  let counts = new Map<Urn, number>();
  let ends = 0;
  return (urn) => {
    if (now() >= ends) {
      counts = new Map();
      ends = now() + windowMs;
    }
    const count = (counts.get(urn) ?? 0) + 1;
    if (count > 1 || counts.size < senders) counts.set(urn, count);
    return count <= messages;
  };
}
