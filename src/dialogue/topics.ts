import type { Urn } from './message.ts';

/** What people can be sent: epidemic news, prevention guidance, news of their area, daily reminders. */
export const topics = ['news', 'prevention', 'area', 'daily'] as const;
export type Topic = (typeof topics)[number];

/** Somebody agreed to be sent news, or wants no more of it. Kept as the proof: Law 91/2025/QH15. */
export interface SubscriptionChange {
  /** UUID derived from the message: the same message is the same change. */
  id: string;
  urn: Urn;
  language: string;
  /** Epoch milliseconds. */
  at: number;
  action: 'start' | 'stop';
  topics: Topic[];
  /** SHA-256 (hex) of the question that was answered; empty where they said it by themselves. */
  notice: string;
  /** As they said it; the code of the button they pressed. */
  words: string;
}
