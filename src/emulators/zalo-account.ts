import type { Chat } from './chat.ts';
import type { FaultBoard } from './faults.ts';
import type { ZaloDelivery } from './zalo-delivery.ts';
import { refusals } from './zalo-refusal.ts';
import type { ZaloKeys } from './zalo-wire.ts';

/** All the emulated platform knows of the one Official Account it serves. */
export interface ZaloOa {
  readonly keys: ZaloKeys;
  readonly faults: FaultBoard;
  readonly delivery: ZaloDelivery;
  readonly accounts: Map<string, ZaloAccount>;
  now(): number;
}

/** One user as the OA sees them. */
export interface ZaloAccount {
  readonly id: string;
  readonly idByApp: string;
  readonly name: string;
  /** `84…`: what the account is registered with. The OA is never told. */
  readonly phone: string;
  readonly chat: Chat;
  readonly tags: Set<string>;
  follows: boolean;
  /** When they last did something that counts as interaction, epoch milliseconds; null before the first. */
  interactedAt: number | null;
  /** `84…`: the number they shared with the OA. */
  sharedPhone: string | null;
  /** The day of the last broadcast they got. */
  broadcastOn: string | null;
}

/** The account of an id as it came over the wire, or the refusal the API gives. */
export function accountOf(oa: ZaloOa, id: unknown): ZaloAccount {
  const account = typeof id === 'string' ? oa.accounts.get(id) : undefined;
  if (account === undefined) throw refusals.invalid('user_id');
  return account;
}
