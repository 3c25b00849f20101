/** Reads an Official Account webhook body into a discriminated union. Does not check signatures. */
import { z } from 'zod';
import { describeIssues, lenient, wireId, wireInteger } from '../http/wire.ts';
import { oaAccountEvents, opaqueOaEventNames, opaqueOaEventPrefixes } from './oa-account-events.ts';
import { oaMessageEvents } from './oa-message-events.ts';
import { readBody } from './read-body.ts';
import type { UnreadableBody } from './read-body.ts';

/** Events whose bodies are published. Narrow on `event_name`. Field names are Zalo's own. */
export type OaDocumentedEvent =
  z.infer<(typeof oaMessageEvents)[number]> | z.infer<(typeof oaAccountEvents)[number]>;

/** An event known by name whose body nobody has published: all of it stays in `body`. */
export interface OaOpaqueEvent {
  known: true;
  event_name: (typeof opaqueOaEventNames)[number] | `${(typeof opaqueOaEventPrefixes)[number]}${string}`;
  app_id: string | undefined;
  oa_id: string | undefined;
  timestamp: number | undefined;
  body: Record<string, unknown>;
}

/** An event this version has never heard of: acknowledge with 200 and ignore. */
export interface OaUnknownEvent {
  known: false;
  event_name: string;
  timestamp: number | undefined;
  body: Record<string, unknown>;
}

export type OaEvent = OaDocumentedEvent | OaOpaqueEvent | OaUnknownEvent;

export type OaEventResult =
  | { ok: true; event: OaEvent }
  /** `detail` names fields and kinds of fault, never values: safe to log. */
  | UnreadableBody;

/**
 * Reads one event. Give it the raw bytes or text: then numeric ids beyond 2^53 keep their digits. From an object
 * already parsed by JSON.parse such ids have lost them, and the event is refused as `invalid`.
 * Button presses have no event of their own: they arrive as `user_send_text` with the button's payload as text.
 * @returns the event, or why the body is none; never throws
 */
export function parseOaEvent(input: unknown): OaEventResult {
  const read = readBody(input);
  if (!read.ok) return read;
  const { body } = read;
  const name = body['event_name'];
  if (typeof name !== 'string' || name === '') {
    return { ok: false, reason: 'not_an_event', detail: 'event_name (missing)' };
  }

  const schema = documented.get(name);
  if (schema !== undefined) {
    // `known` is ours: a body must not be able to set it.
    const parsed = schema.safeParse({ ...body, known: true });
    return parsed.success
      ? { ok: true, event: parsed.data }
      : { ok: false, reason: 'invalid', detail: describeIssues(parsed.error, '') };
  }
  const { timestamp, app_id, oa_id } = loose.parse(body);
  if (isOpaque(name)) {
    return { ok: true, event: { known: true, event_name: name, app_id, oa_id, timestamp, body } };
  }
  return { ok: true, event: { known: false, event_name: name, timestamp, body } };
}

const documented = new Map<string, z.ZodType<OaDocumentedEvent>>(
  [...oaMessageEvents, ...oaAccountEvents].flatMap((schema) => {
    const shape = 'shape' in schema ? schema.shape : schema.in.shape;
    return [...shape.event_name.values].map((name) => [name, schema] as const);
  }),
);

const loose = z.object({
  timestamp: lenient(wireInteger),
  app_id: lenient(wireId),
  oa_id: lenient(wireId),
});

function isOpaque(name: string): name is OaOpaqueEvent['event_name'] {
  return (
    opaqueOaEventNames.some((known) => known === name) ||
    opaqueOaEventPrefixes.some((prefix) => name.startsWith(prefix))
  );
}
