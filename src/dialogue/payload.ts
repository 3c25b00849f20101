import { deriveId } from './derive-id.ts';
import type { Urn } from './message.ts';

/**
 * What a button carries: `#kb.<session>.<question>.<code>`. A press may come as typed text (Zalo has no postbacks)
 * and may be forged, so it only counts while that question of that session is the one being asked.
 * At most 64 bytes, Telegram's limit for callback data.
 */
export interface Payload {
  /** First eight characters of the session id; outside a session, the contact's menu key. */
  session: string;
  question: number;
  /** A choice code, an area code, or a command behind `!`. */
  code: string;
}

export const writePayload = (payload: Payload): string =>
  `#kb.${payload.session}.${payload.question}.${payload.code}`;

/**
 * Marks the buttons of the menu, which stay good for ever. Derived like session ids, so that nobody hits it by typing,
 * and another for everybody.
 */
export const menuKey = (urn: Urn): string => deriveId('menu', urn).slice(0, 8);

/** The payload in a pressed or typed text, or null when the text is none. */
export function readPayload(text: string): Payload | null {
  const match = /^#kb\.([0-9a-z]{4,8})\.(\d{1,6})\.(!?[A-Za-z0-9_:-]{1,40})$/.exec(text.trim());
  if (!match) return null;
  const [, session = '', question = '', code = ''] = match;
  return { session, question: Number(question), code };
}
