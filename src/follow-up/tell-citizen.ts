import type { Conclusion } from '../storage/console-tables.ts';
import type { Urn } from '../dialogue/message.ts';
import type { Payload } from '../pipeline/jobs.ts';

/** The part of the queues that is needed: `Queues` of the pipeline fulfils it. */
export interface TellQueue {
  add(name: 'tell', payload: Payload<'tell'>, id: string): Promise<void>;
}

/** What is told, to whom. */
export type Telling = Omit<Payload<'tell'>, 'urn'> & { urn: string };

/**
 * Lets a person know something about their case, in their language. Whether it could be told is in `tellings`
 * (`tellingsOf`). Call it when what it says is committed.
 *
 * @param what `id` says what it is about (`received-` and the work item's id): the same id is told at most once
 * @throws when the queue is out of reach
 */
export async function tellCitizen(queues: TellQueue, what: Telling): Promise<void> {
  // Whether it is an address of a known channel is checked when it is added.
  await queues.add('tell', { ...what, urn: what.urn as Urn }, `tell-${what.id}`);
}

/** Which text says how it was concluded. */
export const conclusionKey = (conclusion: Conclusion): Payload<'tell'>['key'] => `concluded_${conclusion}`;
