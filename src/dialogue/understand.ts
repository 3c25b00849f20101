import type { Block } from './flow.ts';
import { readPayload } from './payload.ts';
import { readAnswer } from './read-answer/read-answer.ts';
import type { Given, Understood } from './understood.ts';
import { understandArea } from './understand-area.ts';
import { understandChoice } from './understand-choice.ts';
import type { Scene } from './scene.ts';
import type { AnswerValue } from './answer.ts';
import { self, type Session } from './session.ts';
import { daysBefore } from './calendar.ts';

/** What the message gives as an answer: a press of this question's button, or words; null for an old button. */
export function givenBy(scene: Scene, session: Session): Given | null {
  const { content } = scene.message;
  if (content.type === 'phone') return { text: content.phone };
  if (content.type === 'edit') return { text: content.text };
  if (content.type !== 'text' && content.type !== 'press') return { text: '' };
  const raw = content.type === 'press' ? content.payload : content.text;
  const payload = readPayload(raw);
  if (!payload) return content.type === 'press' ? null : { text: raw };
  const current = payload.session === session.id.slice(0, 8) && payload.question === session.asked;
  return current ? { code: payload.code } : null;
}

/** Reads an answer to a block. Never throws and never guesses: what is not understood is refused with a reason. */
export function understand(scene: Scene, session: Session, block: Block, given: Given): Understood {
  switch (block.type) {
    case 'select_one':
    case 'select_multiple':
      return understandChoice(scene, session, block, given);
    case 'area':
      return understandArea(scene, session, given);
    case 'text':
      return 'code' in given
        ? offered(block.offers, given.code)
        : typed(scene, textTypes[block.reader], given);
    case 'date':
      return 'code' in given ? pressedDate(scene, given.code) : typed(scene, 'date', given);
    case 'decimal':
    case 'integer':
      return 'code' in given ? offered(['unknown'], given.code) : typed(scene, block.reader, given, Number);
    case 'phone':
      return understandPhone(scene, given);
    case 'identity':
      return typed(scene, 'national_id', given);
    case 'note':
    case 'review':
      return { kind: 'refused', reason: 'not-understood' };
  }
}

const textTypes = {
  name: 'name',
  birth: 'birth',
  nationality: 'nationality',
  address_line: 'address_line',
  place: 'place',
  email: 'email',
  insurance: 'insurance_id',
} as const;

type AnswerType = Parameters<typeof readAnswer>[0];

function typed(
  scene: Scene,
  type: AnswerType,
  given: Given,
  as: (value: string) => AnswerValue = String,
): Understood {
  if (!('text' in given)) return { kind: 'stale' };
  const reading = readAnswer(type, given.text, {
    language: scene.conversation.language,
    today: scene.today,
    areas: scene.assets.areas,
  });
  if (!reading.ok) return { kind: 'refused', reason: reading.reason };
  return { kind: 'answer', value: reading.value === 'unknown' ? 'unknown' : as(reading.value) };
}

function offered(codes: readonly string[] | undefined, code: string): Understood {
  return codes?.includes(code) ? { kind: 'answer', value: code } : { kind: 'stale' };
}

function pressedDate(scene: Scene, code: string): Understood {
  if (code === 'today') return { kind: 'answer', value: scene.today };
  if (code === 'yesterday') return { kind: 'answer', value: daysBefore(scene.today, 1) };
  return offered(['unknown'], code);
}

/** Only the sender's own shared number is taken as it is; "this number" cannot be known from a chat account. */
function understandPhone(scene: Scene, given: Given): Understood {
  const { content } = scene.message;
  const own = scene.conversation.people.find((person) => person.id === self)?.answers['phone']?.value;
  if ('code' in given) {
    return given.code === 'same' && typeof own === 'string'
      ? { kind: 'answer', value: own }
      : { kind: 'stale' };
  }
  if (content.type === 'phone' && !content.own) return { kind: 'refused', reason: 'not-own-phone' };
  const understood = typed(scene, 'phone', given);
  if (understood.kind !== 'answer') return understood;
  if (understood.value !== 'same_as_account') return understood;
  return typeof own === 'string'
    ? { kind: 'answer', value: own }
    : { kind: 'refused', reason: 'account-phone-unknown' };
}
