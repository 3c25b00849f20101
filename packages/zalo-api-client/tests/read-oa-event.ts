import { parseOaEvent } from '../src/index.ts';
import type { OaEvent } from '../src/index.ts';

/** The event of a body that is one. */
export function readOaEvent(body: unknown): OaEvent {
  const result = parseOaEvent(JSON.stringify(body));
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`);
  return result.event;
}

export const user = '246845883529197922';
export const oa = '388613280878808645';
/** What a user causes. */
export const base = {
  app_id: '360846524940903967',
  sender: { id: user },
  user_id_by_app: '552177279717587730',
  recipient: { id: oa },
  timestamp: '154390853474',
};
/** What the account itself did. */
export const echo = { ...base, sender: { id: oa, admin_id: '1' }, recipient: { id: user } };
