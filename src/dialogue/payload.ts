/**
 * What a button carries: `#kb.<session>.<question>.<code>`. A press may come as typed text (Zalo has no postbacks)
 * and may be forged, so it only counts while that question of that session is the one being asked.
 * At most 64 bytes, Telegram's limit for callback data.
 */
export interface Payload {
  /** First eight characters of the session id; `menu` outside a session. */
  session: string;
  question: number;
  /** A choice code, an area code, or a command behind `!`. */
  code: string;
}

export const writePayload = (payload: Payload): string =>
  `#kb.${payload.session}.${payload.question}.${payload.code}`;

/** The payload in a pressed or typed text, or null when the text is none. */
export function readPayload(text: string): Payload | null {
  const match = /^#kb\.([0-9a-z]{4,8})\.(\d{1,6})\.(!?[A-Za-z0-9_:-]{1,40})$/.exec(text.trim());
  if (!match) return null;
  const [, session = '', question = '', code = ''] = match;
  return { session, question: Number(question), code };
}
