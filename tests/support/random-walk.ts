import type { Declaration } from '../../src/dialogue/declaration.ts';
import type { QuickReply } from '../../src/dialogue/message.ts';
import { talker, type Talker } from './conversation.ts';

/** Words a person may throw at any question: answers, commands, languages, dangers, hostile ones. */
const words = [
  ...['có', 'không', 'ok', 'dạ', 'sốt, ho', '1', '2 3', '99', 'hôm qua', '1985', '0912345678', 'nam', 'gửi'],
  ...['Nguyễn Thị Hoa', 'tân hiệp biên hòa', 'thanh sơn', '12 đường số 3', 'đồng ý', 'không đồng ý'],
  ...[
    'sửa 4',
    'sửa',
    'xem lại',
    'quay lại',
    'bỏ qua',
    'hủy',
    'làm lại từ đầu',
    'help',
    'English',
    'tiếng việt',
  ],
  ...['khai hộ', 'khai cho mẹ', 'tra cứu', 'khó thở quá ko nói được', 'Nam, 1985', '/start', '/en', '日本語'],
  ...['<b>&amp;{{name}}$t(x)', "'; drop table x; --", '#kb.00000000.1.accept', '', '💉', 'a'.repeat(5000)],
];

/** Words that answer, so that walks come to the end as well. */
const answers: Record<string, readonly string[]> = {
  consent: ['đồng ý'],
  relation: ['mẹ', 'con', 'chồng'],
  relative_consent: ['1', '2'],
  name: ['Nguyễn Thị Hoa', 'Trần Văn Ba', 'Kim Min Jun'],
  birth: ['1985', '20/11/1950', '62 tuổi'],
  gender: ['nam', 'nữ', '3'],
  nationality: ['việt nam', 'hàn quốc'],
  phone: ['0912345678', '01689123456', 'không có'],
  area: ['phường Tân Hiệp, Biên Hòa', 'thanh sơn định quán đồng nai', 'Nhơn Trạch', 'phú thạnh'],
  address_line: ['12 đường số 3, tổ 5', 'ấp 2'],
  symptoms: ['không', 'sốt, ho', '1 5', 'mất mùi'],
  danger_signs: ['không', '5', '1'],
  onset: ['hôm qua', '20/3', 'không nhớ'],
  temperature: ['38 độ 5', 'chưa đo'],
  exposure: ['không', '1', '1 4', '6'],
  conditions: ['không', 'tiểu đường', '3 6'],
  review: ['gửi', 'sửa 2', 'sửa tiếp xúc'],
};

/**
 * Holds one conversation in which anything may happen: any button, an old one, any text, a shared number, media, an
 * edit, a redelivery, a silence. Checks after each step what must always hold.
 *
 * @param random numbers from 0 to 1; the same ones give the same walk
 * @throws an Error that says what was broken, and after which step
 */
export function walkAtRandom(random: () => number, steps: number): Talker {
  const channel = (['telegram', 'zalo-oa', 'zalo-bot'] as const)[Math.floor(random() * 3)] ?? 'telegram';
  const person = talker({ urn: `${channel}:1` });
  person.take({ starts: '' });
  for (let step = 0; step < steps; step++) {
    takeStep(person, random);
    check(person, step);
  }
  return person;
}

function takeStep(person: Talker, random: () => number): void {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const now = pressable(person.heard.at(-1)?.quickReplies ?? []);
  const old = pressable(person.heard.slice(0, -1).flatMap((message) => message.quickReplies));
  const waits = random() < 0.05 ? 3600 * Math.ceil(random() * 100) : 1;
  const kind = random();
  const button = pick(now);
  const waiting = person.state?.session?.waiting ?? '';
  const answer = pick(answers[waiting] ?? [/_date$/.test(waiting) ? '20/3' : 'Hà Nội']);
  if (random() < 0.5 && answer !== undefined) person.take({ waits: 1, says: answer });
  else if (kind < 0.5 && button) person.take({ waits, says: button.payload });
  else if (kind < 0.55) person.take({ waits, says: pick(old)?.payload ?? 'x' });
  else if (kind < 0.62) person.redeliver();
  else if (kind < 0.65)
    person.take({ waits, sends: pick(['voice', 'sticker', 'photo', 'location'] as const) ?? 'file' });
  else if (kind < 0.68) person.take({ waits, shares: '+84912345678' });
  else if (kind < 0.71) person.take({ waits, edits: pick(words) ?? '' });
  else if (kind < 0.73) person.take({ waits, starts: '' });
  else person.take({ waits, says: pick(words) ?? '' });
}

function check(person: Talker, step: number): void {
  const turn = person.turns.at(-1);
  const messages = turn?.events.filter((event) => event.type === 'message') ?? [];
  const session = person.state?.session;
  const broken = (what: string): never => {
    throw new Error(`step ${step}: ${what}; waiting for ${session?.waiting ?? 'nothing'}`);
  };
  if (messages.length !== 1) broken(`${messages.length} replies`);
  if (messages.some((event) => event.message.text.trim() === '')) broken('an empty reply');
  if (session && session.outcome === null && session.waiting === null) broken('neither ended nor waiting');
  if (session?.outcome !== null && session?.waiting != null) broken('ended, but waiting');
  for (const event of turn?.events ?? [])
    if (event.type === 'declared') checkRecord(person, event.declaration, broken);
}

function checkRecord(person: Talker, record: Declaration, broken: (what: string) => void): void {
  const earlier = person.turns.slice(0, -1).flatMap((turn) => turn.events);
  const amended = earlier.find(
    (event) => event.type === 'declared' && event.declaration.id === record.amends,
  );
  if (record.amends === record.id) broken('a record that amends itself');
  if (record.amends !== null && !amended) broken('a record that amends an unknown one');
  if (record.answers['consent']?.value !== 'accept') broken('a record without consent');
  if (record.consent.notice === '') broken('a record without the notice that was read');
  const values = Object.values(record.answers).flatMap((answer) => [answer.value].flat().map(String));
  if (values.some((value) => value.includes('#kb.'))) broken('a button as an answer');
}

const pressable = (replies: readonly QuickReply[]): Exclude<QuickReply, { kind: 'share_phone' }>[] =>
  replies.filter((reply) => reply.kind !== 'share_phone');
