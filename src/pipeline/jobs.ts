import { z } from 'zod';
import { followUpKeys } from '../dialogue/follow-up-message.ts';
import { topics } from '../dialogue/topics.ts';
import { declarationSchema, urnSchema } from './declaration-schema.ts';

const quickReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('choice'),
    payload: z.string(),
    title: z.string(),
    byWord: z.literal(true).exactOptional(),
  }),
  z.object({ kind: z.literal('command'), payload: z.string(), title: z.string() }),
  z.object({ kind: z.literal('share_phone'), title: z.string() }),
]);

const message = z.object({
  id: z.string(),
  text: z.string(),
  quickReplies: z.array(quickReply),
  removeKeyboard: z.literal(true).exactOptional(),
});

/**
 * Every kind of job: the queue it waits in, what it carries (checked when it is added and again when it is worked on),
 * and how often it is tried. Waits grow from 1 s to 60 s, so 3000 attempts outlast an outage of two days.
 */
export const jobs = {
  /** A declaration to store. Id: the declaration's. */
  declaration: { queue: 'declarations', schema: declarationSchema, attempts: 3_000 },
  /** A message whose sending failed in a way that can pass, or that stands behind such a one. Id: the message's. */
  deliver: { queue: 'deliveries', schema: z.object({ urn: urnSchema, message }), attempts: 500 },
  /** Somebody wants to be sent news, or no more. Id: `subscription-` and the change's. */
  subscription: {
    queue: 'declarations',
    schema: z.strictObject({
      id: z.uuid(),
      urn: urnSchema,
      language: z.string(),
      at: z.int(),
      action: z.enum(['start', 'stop']),
      topics: z.array(z.enum(topics)),
      notice: z.string(),
      words: z.string(),
    }),
    attempts: 3_000,
  },
  /** Somebody came by a link, or began a declaration after that. */
  visit: {
    queue: 'deliveries',
    schema: z.strictObject({
      urn: urnSchema,
      code: z.string(),
      step: z.enum(['came', 'began']),
      at: z.int(),
    }),
    attempts: 100,
  },
  /** The one reminder to finish a declaration. Id: `remind-` and the session's. */
  remind: {
    queue: 'deliveries',
    schema: z.strictObject({ urn: urnSchema, session: z.uuid() }),
    attempts: 20,
  },
  /** Something a health unit lets a person know about their case, at most once for each `id`. Id: `tell-` and that. */
  tell: {
    queue: 'deliveries',
    schema: z.strictObject({
      urn: urnSchema,
      id: z.string().max(200),
      /** Whom it is about; ids of persons are hashes, which the strict form of a UUID does not take. */
      person: z.guid(),
      key: z.enum(followUpKeys),
      params: z.strictObject({
        name: z.string().exactOptional(),
        names: z.string().exactOptional(),
        unit: z.string().exactOptional(),
        phone: z.string().exactOptional(),
        until: z.iso.date().exactOptional(),
      }),
    }),
    attempts: 100,
  },
  /** One of the lanes an advisory is sent by, as long as there is somebody to be sent to. Id: both. */
  broadcast: {
    queue: 'broadcasts',
    schema: z.strictObject({ advisory: z.uuid(), lane: z.int().min(0).max(99) }),
    attempts: 3_000,
  },
} as const satisfies Record<string, { queue: string; schema: z.ZodType; attempts: number }>;

export type JobName = keyof typeof jobs;
export type QueueName = (typeof jobs)[JobName]['queue'];
export type Payload<N extends JobName> = z.infer<(typeof jobs)[N]['schema']>;

export const queueNames: readonly QueueName[] = ['declarations', 'deliveries', 'broadcasts'];

/** What is done with each kind of job. Throwing means "again later", unless it is one of the two errors below. */
export type Handlers = { [N in JobName]: (payload: Payload<N>, attempt: Attempt) => Promise<void> };

export interface Attempt {
  /** No further attempt follows when this one fails. */
  last: boolean;
}

/** It is not this job's turn yet; does not count as an attempt. Whoever makes way for it may hurry it. */
export class NotYet extends Error {
  override name = 'NotYet' as const;
  readonly waitMs: number;
  /** Asked once more when the job has been put aside: the way may have been made a moment before that. */
  readonly isTurn: () => Promise<boolean>;

  constructor(waitMs: number, isTurn: () => Promise<boolean>) {
    super(`Not before ${waitMs} ms`);
    this.waitMs = waitMs;
    this.isTurn = isTurn;
  }
}

/** Trying again cannot help: the job goes where failed jobs are kept for a human to look at. */
export class Hopeless extends Error {
  override name = 'Hopeless' as const;
}
