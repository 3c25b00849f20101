import { questionIn } from '../../tests/browser/citizen.ts';
import type { Bubble } from '../../src/emulators/chat.ts';
import type { Person } from '../../src/emulators/person.ts';
import type { Reply } from './report.ts';

/** One person's ear: hands out what is new and keeps a list of all that came. */
export interface Ear {
  readonly replies: Reply[];
  /**
   * The next message that is no copy of an earlier one; null when none came within that many milliseconds.
   *
   * @param copies those count as well: who asked again may be told the same again
   */
  next(patience: number, copies?: boolean): Promise<Bubble | null>;
}

/** How often it looks whether the run was ended, in ms. */
const SLICE = 1_000;

/**
 * Listens to one person's chat. A copy is a message with the same words and the same buttons as one before.
 *
 * @param backs how often the person has gone back so far
 */
export function listen(person: Person, signal: AbortSignal, backs: () => number): Ear {
  const replies: Reply[] = [];
  const heard = new Set<string>();
  return {
    replies,
    async next(patience, copies = false) {
      const until = Date.now() + patience;
      for (;;) {
        const left = until - Date.now();
        const message = await person.nextMessage(Math.max(1, Math.min(left, SLICE))).catch(() => null);
        if (message === null) {
          if (left <= SLICE || signal.aborted) return null;
          continue;
        }
        const key = JSON.stringify([message.text, message.buttons]);
        const copy = heard.has(key);
        heard.add(key);
        replies.push({
          id: message.id,
          at: message.at,
          question: questionIn([message.text], 'vi'),
          turn: turnOf(message),
          backs: backs(),
          copy,
        });
        if (!copy || copies) return message;
      }
    },
  };
}

/** The number a question has in its session, from the payloads of its buttons; the menu's are 0. */
function turnOf({ buttons }: Bubble): Reply['turn'] {
  for (const { value } of buttons.flat()) {
    const [, session, number] = /^#kb\.([0-9a-f]{8})\.([1-9]\d*)\./.exec(value) ?? [];
    if (session !== undefined) return { session, number: Number(number) };
  }
  return null;
}
