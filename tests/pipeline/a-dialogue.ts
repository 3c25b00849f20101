import { noteContact } from '../../src/dialogue/contact.ts';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import type { Event } from '../../src/dialogue/event.ts';
import type { MsgIn, Urn } from '../../src/dialogue/message.ts';
import type { Conversation } from '../../src/dialogue/session.ts';
import type { Turn } from '../../src/dialogue/turn.ts';
import { aConversation } from '../support/a-conversation.ts';
import { aDeclaration } from '../support/a-declaration.ts';

let counter = 0;

/** A person nobody has written as before. */
export const newUrn = (channel: 'telegram' | 'zalo-oa' = 'telegram'): Urn =>
  `${channel}:${Date.now()}${++counter}`;

export const says = (urn: Urn, text: string, id = `in-${++counter}`): MsgIn => ({
  id,
  urn,
  sentAt: 1,
  content: { type: 'text', text },
});

/**
 * A dialogue small enough to see through, with the rules of the real one: it counts what it was told; `say 3` is
 * answered with three messages, `declare` with a declaration and one message, `nothing` with none.
 */
export function decide(before: Conversation | null, message: MsgIn): Turn {
  const conversation = { ...(before ?? aConversation(message.urn)) };
  if (conversation.last?.inbound === message.id) {
    return { conversation, events: conversation.last.effects, repeated: true };
  }
  if (conversation.seen.includes(message.id)) return { conversation, events: [], repeated: true };
  noteContact(conversation, message, Date.now());
  const told = message.content.type === 'text' ? message.content.text : message.content.type;
  const seen = [message.id, ...conversation.seen];
  const message_ = (n: number): Event => ({
    type: 'message',
    message: { id: `${message.id}-${n}`, text: `${seen.length}.${n} ${told}`, quickReplies: [] },
  });
  const [word, count] = told.split(' ');
  const events: Event[] = [];
  if (word === 'declare') events.push({ type: 'declared', declaration: declarationOf(message) });
  if (word !== 'nothing' && word !== 'stop') {
    for (let n = 1; n <= Number(count ?? 1); n++) events.push(message_(n));
  }
  const effects = events.filter((event) => event.type === 'message' || event.type === 'declared');
  return {
    conversation: { ...conversation, seen, last: { inbound: message.id, effects } },
    events,
    repeated: false,
  };
}

const declarations = new Map<string, Declaration>();

/** The same message gives the same declaration. */
export function declarationOf(message: MsgIn): Declaration {
  const made = declarations.get(message.id) ?? aDeclaration({ urn: message.urn });
  declarations.set(message.id, made);
  return made;
}
