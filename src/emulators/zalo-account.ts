import type { Chat } from './chat.ts';
import type { FaultBoard } from './faults.ts';
import type { ZaloDelivery } from './zalo-delivery.ts';
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
  readonly chat: Chat;
  follows: boolean;
  /** When they last did something that counts as interaction, epoch milliseconds; null before the first. */
  interactedAt: number | null;
  phone: string | null;
}
