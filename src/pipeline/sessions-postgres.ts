import type { Database } from '../storage/database.ts';
import {
  addWaiting,
  claimUnsettled,
  findSession,
  removeWaiting,
  saveSession,
  settleSession,
} from '../storage/sessions.ts';
import type { SessionStore } from './session-store.ts';

/** Conversations in the table `sessions`: for one machine without Redis. */
export function createPostgresSessions(db: Database): SessionStore {
  return {
    async load(urn) {
      const found = await findSession(db, urn);
      if (found === null) return { version: 0, conversation: null, unsettled: false, waiting: [] };
      return { ...found, unsettled: found.unsettled !== null };
    },
    // One machine, whose database is as near as its memory.
    recall: () => null,
    save: async (version, conversation, settled = false) =>
      typeof version === 'number' &&
      saveSession(db, version, conversation, settled ? null : (conversation.last?.inbound ?? null)),
    settle: (urn, inbound) => settleSession(db, urn, inbound),
    unsettled: (before, limit) => claimUnsettled(db, new Date(before), limit),
    enqueue: (urn, messageId) => addWaiting(db, urn, messageId),
    dequeue: (urn, messageId) => removeWaiting(db, urn, messageId),
  };
}
