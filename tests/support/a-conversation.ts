import type { Urn } from '../../src/dialogue/message.ts';
import type { Conversation, Session } from '../../src/dialogue/session.ts';

/** A contact nothing was said to yet, with the given parts changed. */
export const aConversation = (urn: Urn, changes: Partial<Conversation> = {}): Conversation => ({
  urn,
  language: 'vi',
  session: null,
  last: null,
  seen: [],
  sent: null,
  consent: null,
  map: '2020',
  people: [],
  ...changes,
});

/** A session in the middle of its questions. */
export const aSession = (changes: Partial<Session> = {}): Session => ({
  id: 's-1',
  flow: 'declaration',
  version: 1,
  startedAt: 1,
  touchedAt: 2,
  waiting: 'name',
  outcome: null,
  answers: { consent: { value: 'agree', raw: 'đồng ý', at: 2 } },
  asked: 3,
  refusals: 0,
  draft: null,
  person: 'self',
  amends: null,
  notice: '',
  reminded: false,
  said: ['welcome'],
  ...changes,
});
