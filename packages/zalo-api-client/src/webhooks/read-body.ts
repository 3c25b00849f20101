/** Turns whatever a webhook route holds — bytes, text or parsed JSON — into one JSON object. */
import { decodeUtf8, parseJson } from '../http/parse-json.ts';

/** Why a body could not be read. `detail` holds field names only. */
export interface UnreadableBody {
  ok: false;
  reason: 'empty' | 'not_json' | 'not_an_event' | 'invalid';
  detail: string;
}

export type ReadBody = { ok: true; body: Record<string, unknown> } | UnreadableBody;

/** Never throws; `empty` is told apart because platforms probe a new webhook with empty bodies. */
export function readBody(input: unknown): ReadBody {
  let value = input;
  if (input instanceof Uint8Array) {
    value = decodeUtf8(input);
    if (value === undefined) return { ok: false, reason: 'not_json', detail: 'body (not UTF-8)' };
  }
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    return { ok: false, reason: 'empty', detail: 'body (empty)' };
  }
  if (typeof value === 'string') {
    try {
      value = parseJson(value);
    } catch {
      return { ok: false, reason: 'not_json', detail: 'body (not JSON)' };
    }
  }
  return isObject(value)
    ? { ok: true, body: value }
    : { ok: false, reason: 'not_an_event', detail: 'body (not an object)' };
}

/** A JSON object, as opposed to an array or null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
