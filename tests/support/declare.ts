import type { Person } from '../../src/emulators/person.ts';
import { HEALTHY, nextDeed, type Answers, type Deed } from '../browser/citizen.ts';

/**
 * One person declares from the first word to the receipt, reading what the bot says and answering it; on Zalo's Bot
 * Platform by number wherever there is one.
 *
 * @param before called before each answer is given
 * @returns the receipt code the person was told
 */
export async function declare(
  person: Person,
  answers: Answers = HEALTHY,
  before: (deed: Deed) => void | Promise<void> = () => undefined,
  patienceMs = 30_000,
): Promise<string> {
  await person.begins();
  let said: string[] = [];
  for (let deeds = 0; deeds < 40;) {
    const message = await person.nextMessage(patienceMs);
    said.push(message.text);
    const keyboard = person.chat.state.keyboard.flat();
    const titles = [...message.buttons.flat(), ...keyboard].map((button) => button.title);
    const deed = nextDeed(said, titles, 'vi', answers);
    if (deed === null) continue;
    if ('receipt' in deed) return deed.receipt;
    said = [];
    deeds++;
    await before(deed);
    if ('press' in deed) await person.presses(deed.press);
    else if ('share' in deed) await person.sharesContact('0912345678');
    else await person.sends(person.channel === 'zalo-bot' ? numberOf(deed.type, message.text) : deed.type);
  }
  throw new Error('40 answers and still no receipt');
}

/** The number in front of a choice, where the message lists it. */
const numberOf = (title: string, text: string): string =>
  text
    .split('\n')
    .find((line) => /^\d+\. /.test(line) && line.endsWith(`. ${title}`))
    ?.split('.')[0] ?? title;
