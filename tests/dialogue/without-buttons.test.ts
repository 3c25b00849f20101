import { describe, expect, it } from 'vitest';
import { numberedChoices } from '../../src/channels/numbered-choices.ts';
import { zaloBotLimits } from '../../src/channels/zalo-bot.ts';
import type { MsgOut } from '../../src/dialogue/message.ts';
import { talker, type Talker } from '../support/conversation.ts';

/** Everything one can get into: questions of every kind, lists, confirmations, an alarm, the menu, the household. */
const journeys: Record<string, string[]> = {
  vi: [
    ...['chào', 'xem thêm', 'đồng ý', 'Lê Văn Tám', '1950', 'nam', '0912345678', 'thanh sơn', '3', 'ấp 3'],
    ...['sốt, ho', 'không', 'hôm qua', '38,5', '1 2 3 4', '1', 'hôm qua', 'chợ', 'hôm qua', 'Hàn Quốc'],
    ...['hôm qua', 'chợ', 'hôm qua', 'Hà Nội', 'tiểu đường', 'sửa', '1', 'Giữ nguyên', 'Thêm email', 'hủy'],
    ...['Khai tiếp', 'Bỏ qua', 'gửi', 'Khai cho người nhà', 'mẹ', 'Đã đồng ý', 'Lê Thị Sáu', '1930', 'nữ'],
    ...['khó thở quá', '0912345678', 'Đã ổn hơn, khai tiếp', 'hủy', 'Bỏ tờ khai này', 'Sửa tờ khai'],
  ],
  en: [
    ...['English', 'more', 'I agree', 'Kim Min Jun', '1980', 'male', 'South Korea', '0912345678'],
    ...['phuong Tan Hiep, Bien Hoa', '12 Nguyen Ai Quoc', 'fever', 'no', 'yesterday', '38.5', 'none', 'none'],
    ...['edit', '2', 'Keep it', 'Send', 'Declare for family', 'cancel', 'Throw it away'],
  ],
};

/** A talker in the same state, which goes its own way from here. */
function twin(person: Talker): Talker {
  const copy = talker({ urn: 'zalo-bot:1' });
  copy.state = structuredClone(person.state);
  copy.now = person.now;
  copy.heard.push(...person.heard);
  copy.turns.push(...person.turns);
  return copy;
}

/** What came of it, without the words it was said in. */
const outcome = ({ state, heard }: Talker) => ({
  said: heard.at(-1)?.text.replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g, ''),
  waiting: state?.session?.waiting,
  answers: Object.entries(state?.session?.answers ?? {}).map(([block, { value }]) => [block, value]),
});

describe.each(Object.keys(journeys))('on a platform without buttons (%s)', (language) => {
  const steps: Talker[] = [];
  const person = talker({ urn: 'zalo-bot:1' });
  for (const words of journeys[language] ?? []) {
    person.say(words);
    steps.push(twin(person));
  }
  const shown = (message: MsgOut | undefined) =>
    message === undefined ? '' : numberedChoices(message, zaloBotLimits).text;

  it('every message fits into one, its choices and commands under it', () => {
    expect(person.state?.people.length).toBeGreaterThan(0);
    for (const { heard } of steps) expect(shown(heard.at(-1)).length).toBeLessThanOrEqual(zaloBotLimits.text);
  });

  it('the words of a command do what its button does', () => {
    let tried = 0;
    for (const step of steps) {
      for (const reply of step.heard.at(-1)?.quickReplies ?? []) {
        if (reply.kind !== 'command') continue;
        const [pressing, typing] = [twin(step), twin(step)];
        pressing.take({ presses: reply.title });
        typing.say(reply.title.toLowerCase());
        expect(outcome(typing)).toEqual(outcome(pressing));
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(20);
  });

  it('the number in front of a choice does what its button does', () => {
    let tried = 0;
    for (const step of steps) {
      const message = step.heard.at(-1);
      const lines = shown(message).split('\n');
      const choices = message?.quickReplies.filter((reply) => reply.kind === 'choice') ?? [];
      for (const [index, { title }] of choices.entries()) {
        if (!lines.includes(`${index + 1}. ${title}`)) continue;
        const [pressing, typing] = [twin(step), twin(step)];
        pressing.take({ presses: title });
        // Several may be ticked with buttons; numbers are the whole answer.
        const { draft } = pressing.state?.session ?? {};
        if (draft?.type === 'choices') pressing.take({ presses: language === 'vi' ? 'Xong' : 'Done' });
        typing.say(String(index + 1));
        expect(outcome(typing), `${index + 1}. ${title}`).toEqual(outcome(pressing));
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(40);
  });
});
