import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SendFailure } from '../channels/send-error.ts';
import { hasStopped, stopContact } from '../dialogue/contact.ts';
import type { Conversation } from '../dialogue/session.ts';
import { faultOf, shortUrn } from './fault.ts';
import type { SessionStore } from './session-store.ts';

const ATTEMPTS = 10;

/**
 * Keeps with the conversation that the platform refused a message because the person blocked us or left. Says nothing
 * about somebody who has written since. Never rejects: what cannot be kept now, the next refusal tells again.
 *
 * @param then the conversation as it was when the message was sent
 */
export async function noteStopped(
  then: Conversation,
  { store, logger }: { store: Pick<SessionStore, 'load' | 'save'>; logger: Logger },
): Promise<void> {
  const { urn } = then;
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { conversation, version, unsettled } = await store.load(urn);
      if (conversation === null || hasStopped(conversation)) return;
      if (conversation.last?.inbound !== then.last?.inbound) return;
      // Effects settled between the two are marked once more: records keep their ids, and nothing is said to who left.
      if (await store.save(version, stopContact(conversation, Date.now()), !unsettled)) return;
      await sleep(Math.random() * 10 * attempt);
    }
  } catch (error) {
    logger.warn({ event: 'stop_not_noted', contact: shortUrn(urn), ...faultOf(error) });
  }
}

/** People leave, and fall silent: nothing anybody could mend. */
export const isNobodysFault = (code: SendFailure | 'broken'): boolean =>
  code === 'stopped' || code === 'window-closed';
