import { showDay } from './calendar.ts';
import type { Block } from './flow.ts';
import { keyOf, phrase, type Scene } from './scene.ts';
import type { AnswerValue } from './answer.ts';
import type { Session } from './session.ts';

/** An answer in the words of the conversation's language, as the review reads it back. */
export function showValue(scene: Scene, session: Session, block: Block, value: AnswerValue): string {
  if (block.sensitive) return mask(String(value));
  if (value === 'unknown' && block.type !== 'select_one') return phrase(scene, 'common:answer.unknown');
  if (value === 'none') return phrase(scene, 'common:answer.none');
  switch (block.type) {
    case 'select_one':
    case 'select_multiple':
      return [value]
        .flat()
        .map((code) => showCode(scene, session, block, String(code)))
        .join(', ');
    case 'area':
      return scene.assets.areas.fullName(String(value));
    case 'date':
      return showDay(String(value), scene.conversation.language);
    case 'phone':
      return showPhone(String(value));
    case 'decimal':
      return `${showNumber(Number(value), scene.conversation.language)} °C`;
    case 'text':
      return showText(scene, block.reader, String(value));
    case 'note':
    case 'integer':
    case 'identity':
    case 'review':
      return String(value);
  }
}

/** Codes beyond the buttons (a loss of smell typed as a symptom) have their words in common.json. */
function showCode(scene: Scene, session: Session, block: Block, code: string): string {
  const own = keyOf(session, block, `choices.${code}`);
  return scene.assets.phrasebook.has(scene.conversation.language, own)
    ? phrase(scene, own)
    : phrase(scene, `common:codes.${code}`);
}

function showText(scene: Scene, reader: string, value: string): string {
  const { language } = scene.conversation;
  if (reader === 'nationality') {
    return countriesIn(language).of(value) ?? value;
  }
  if (reader === 'birth') return showBirth(scene, value);
  return value;
}

function showBirth(scene: Scene, value: string): string {
  const [kind, amount] = value.split(':');
  if (kind === 'age' && amount) return phrase(scene, 'common:answer.age', { count: amount });
  if (kind === 'age_months' && amount) return phrase(scene, 'common:answer.age_months', { count: amount });
  if (/^\d{4}-\d{2}$/.test(value)) return value.split('-').reverse().join('/');
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDay(value, scene.conversation.language) : value;
}

const showNumber = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

/** `+84912345678` as people write it: `0912 345 678`. */
const showPhone = (value: string): string => value.replace(/^\+84(\d{2,3})(\d{3})(\d{3,4})$/, '0$1 $2 $3');

/** Only the last four characters: a number is never said back in full. */
const mask = (value: string): string => {
  const plain = value.slice(value.indexOf(':') + 1);
  return `…${plain.slice(-4)}`;
};

/** Intl's lists take long to make and keep nothing of a call. */
function countriesIn(language: string): Intl.DisplayNames {
  const known = countries.get(language) ?? new Intl.DisplayNames([language], { type: 'region' });
  countries.set(language, known);
  return known;
}

const countries = new Map<string, Intl.DisplayNames>();
