import { setTimeout as sleep } from 'node:timers/promises';
import { nextDeed, questionIn, wordsOf, type Deed } from '../../tests/browser/citizen.ts';
import type { Bubble } from '../../src/emulators/chat.ts';
import type { Person } from '../../src/emulators/person.ts';
import { listen } from './hear.ts';
import type { Plan } from './plan-citizen.ts';
import type { CitizenReport, Receipt } from './report.ts';

export interface Patience {
  /** Milliseconds of silence after which a person asks again; doubles up to a minute. */
  askAgain: number;
  /** Milliseconds of silence after which a person gives up. */
  giveUp: number;
  /** Milliseconds a person reads before answering, at most. */
  think: number;
}

/** More answers than anybody has to give; a person who is still asked after that is led in circles. */
const MOST_DEEDS = 120;
/** How long somebody who spoke twice waits for the second reply, in ms. */
const SECOND_REPLY = 2_000;

/**
 * One citizen from the first word to the end: waits for each reply before the next answer, asks again when nothing
 * comes, does what the plan says on the way. Always ends, and never throws.
 */
export async function live(
  person: Person,
  plan: Plan,
  patience: Patience,
  signal: AbortSignal,
): Promise<CitizenReport> {
  let backs = 0;
  const ear = listen(person, signal, () => backs);
  const began = Date.now();
  /** What the last summary said; asked once more the review comes without it. */
  let confirmed: Receipt['confirmed'] = {};
  const report: CitizenReport = {
    ...{ index: plan.index, channel: person.channel, urn: person.urn, outcome: 'ended', trouble: null },
    ...{ receipts: [], lastQuestion: null, replies: ear.replies, deeds: 0, askedAgain: 0, took: 0 },
  };
  try {
    report.outcome = await walk();
  } catch (error) {
    report.outcome = 'broken';
    report.trouble = error instanceof Error ? error.message : String(error);
  }
  report.took = Date.now() - began;
  return report;

  async function walk(): Promise<CitizenReport['outcome']> {
    const errands = [...plan.errands];
    let wentBack = plan.backAt === null;
    let corrected = plan.corrects === null;
    await act(() => person.begins());
    while (report.deeds < MOST_DEEDS) {
      const message = await hearReply();
      if (signal.aborted) return 'ended';
      if (message === null) return 'unanswered';
      const [errand] = errands;
      if (errand === undefined) return 'declared';
      const question = questionIn([message.text], 'vi');
      report.lastQuestion = question ?? report.lastQuestion;
      if (plan.stops !== null && report.deeds >= plan.stops.after && report.receipts.length === 0) {
        await stop(plan.stops.how);
        return 'stopped';
      }
      if (question === plan.backAt && !wentBack) {
        wentBack = true;
        await goesBack('quay lại');
        continue;
      }
      if (question === 'review') {
        if (!corrected && plan.corrects) {
          corrected = true;
          const { block, answer } = plan.corrects;
          errand.answers[block] = answer;
          await goesBack(`sửa ${numberOf(block, message.text)}`);
          continue;
        }
      }
      const deed = decide(message, errand.answers);
      if (deed === null) await says('xem lại');
      else if (!('receipt' in deed)) await does(deed);
      else {
        const { whose, expected: meant } = errand;
        if (report.receipts.every(({ code }) => code !== deed.receipt))
          report.receipts.push({ code: deed.receipt, at: message.at, whose, meant, confirmed });
        errands.shift();
        if (errands.length === 0) return 'declared';
        await goesBack('khai cho mẹ');
      }
    }
    return 'stuck';
  }

  /** The newest of the replies to all this person said; asks again while nothing comes. */
  async function hearReply(): Promise<Bubble | null> {
    const until = Date.now() + patience.giveUp;
    let wait = patience.askAgain;
    let newest = await ear.next(wait);
    while (newest === null && Date.now() < until && !signal.aborted) {
      report.askedAgain++;
      await (ear.replies.length === 0 ? act(() => person.begins()) : says('xem lại'));
      wait = Math.min(wait * 2, 60_000);
      newest = await ear.next(Math.min(wait, Math.max(1, until - Date.now())), true);
    }
    for (let more = newest; more !== null;) {
      newest = more;
      if (questionIn([more.text], 'vi') === 'review' && /^1\. /mu.test(more.text))
        confirmed = summaryIn(more.text);
      const fresh = ear.replies.filter(({ copy }) => !copy).length;
      more = await ear.next(fresh < report.deeds ? SECOND_REPLY : Math.random() * patience.think);
    }
    return newest;
  }

  function decide(message: Bubble, answers: Plan['errands'][number]['answers']): Deed | null {
    const titles = [...message.buttons, ...person.chat.state.keyboard].flat().map(({ title }) => title);
    const deed = nextDeed([message.text], titles, 'vi', answers);
    if (deed !== null) return deed;
    // A place that has to be told apart, or a pause after which one is asked whether to go on: the first button says yes.
    const [choice] = message.buttons.flat().filter(({ value }) => !/\.![a-z_]+$/.test(value));
    const go = message.buttons.flat().find(({ title }) => title === 'Khai tiếp') ?? choice;
    if (go !== undefined) return { press: go.title };
    // The same where choices are lines of the text.
    return /^1\. /mu.test(message.text) ? { type: '1' } : null;
  }

  async function does(deed: Exclude<Deed, { receipt: string }>): Promise<void> {
    if ('press' in deed) await act(() => person.presses(deed.press));
    else if ('share' in deed) await act(() => person.sharesContact(plan.phone));
    else await says(deed.type);
  }

  function goesBack(text: string): Promise<void> {
    backs++;
    return says(text);
  }

  function says(text: string): Promise<void> {
    return act(() => person.sends(text));
  }

  /** Does not wait until the bot has it: that may be after an outage. */
  async function act(deed: () => Promise<void>): Promise<void> {
    report.deeds++;
    void Promise.resolve()
      .then(deed)
      .catch((error: unknown) => {
        report.trouble = error instanceof Error ? error.message : String(error);
      });
    await sleep(0);
  }

  async function stop(how: 'silent' | 'cancels' | 'leaves'): Promise<void> {
    if (how === 'cancels') {
      await says('hủy');
      // However late the question comes whether one is sure: an unanswered one would look like a session out of place.
      if ((await ear.next(patience.giveUp)) !== null) await says('có');
    }
    if (how === 'leaves') await act(() => person.leaves());
  }
}

/** What a summary says: label to answer. */
function summaryIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^\d+\. ([^:\n]+): (.+)$/gmu)].map(([, label = '', answer = '']) => [label, answer]),
  );
}

/** The number a block has in a summary. */
function numberOf(block: string, text: string): string {
  const label = wordsOf(block, 'vi')?.label ?? block;
  return new RegExp(`^(\\d+)\\. ${label}:`, 'mu').exec(text)?.[1] ?? label.toLowerCase();
}
