import type { Area } from '../../src/areas/area.ts';
import { loadAssets } from '../../src/assets/load-assets.ts';
import type { DialogueAssets } from '../../src/dialogue/assets.ts';
import type { Content, MsgOut } from '../../src/dialogue/message.ts';
import type { Conversation } from '../../src/dialogue/session.ts';
import { takeTurn } from '../../src/dialogue/turn.ts';
import { foldDiacritics } from '../../src/vietnamese/fold.ts';
import { seeded } from '../../src/demo/seeded.ts';

/** What somebody does with one question: taps the button of a code, shares the contact of the phone, or types. */
export type Deed = { tap: string } | { share: string } | { type: string };

/** The deeds of one person, from opening the chat to sending the declaration. */
export type Citizen = readonly Deed[];

/** The opening message and eleven answers. */
export const turnsOfCitizen = 12;

/**
 * Made-up healthy people, all different: names, years and dates, places of the whole country, buttons and typing mixed,
 * with and without diacritics. Only those whom the dialogue understands at every question are given, so that all
 * sides of the comparison have twelve messages to work on.
 */
export function someCitizens(count: number, seed: number): Citizen[] {
  const assets = loadAssets({ adminVersion: '2020', timeZone: 'Asia/Ho_Chi_Minh', defaultLanguage: 'vi' });
  const communes = assets.areas.all().filter((area) => area.level === 'commune');
  const random = seeded(seed);
  const citizens: Citizen[] = [];
  for (let tried = 0; citizens.length < count && tried < 3 * count; tried++) {
    const citizen = aCitizen(random, assets, communes);
    if (isUnderstood(assets, citizen)) citizens.push(citizen);
  }
  if (citizens.length < count) throw new Error('too few of the made-up people are understood');
  return citizens;
}

const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Huỳnh',
  'Phan',
  'Vũ',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
];
const middles = ['Thị', 'Văn', 'Ngọc', 'Minh', 'Thanh', 'Hữu', 'Thu', 'Quốc', 'Đức', 'Kim', 'Xuân', 'Hoàng'];
const givens = [
  ...['Hoa', 'Lan', 'Đào', 'Hùng', 'Dũng', 'Tuấn', 'Hạnh', 'Phượng', 'Trang', 'Linh', 'Bình', 'Thảo', 'Sơn'],
  ...['Hải', 'Quỳnh', 'Phúc', 'Lộc', 'Thọ', 'Yến', 'Vy', 'Khang', 'Nhung', 'Mai', 'Cường', 'Thắng', 'Hiền'],
];
const streets = [
  'Nguyễn Ái Quốc',
  'Hùng Vương',
  'Lê Lợi',
  'Trần Phú',
  'Phạm Văn Thuận',
  '30/4',
  'Quốc lộ 1A',
];

function aCitizen(random: () => number, assets: DialogueAssets, communes: readonly Area[]): Citizen {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const number = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const typed = (text: string): string =>
    pick([text, text, text.toLowerCase(), foldDiacritics(text), foldDiacritics(text)]);
  const tapOr = (code: string, ...words: string[]): Deed =>
    random() < 0.6 ? { tap: code } : { type: pick(words) };

  const gender = pick(['male', 'female']);
  const [year, month, day] = [number(1930, 2000), number(1, 12), number(1, 28)];
  const phone = `09${String(number(0, 99_999_999)).padStart(8, '0')}`;
  const place = assets.areas.fullName(pick(communes).code);
  return [
    { type: pick(['/start', 'Xin chào', 'khai báo y tế', 'alo', 'chào em', 'khai bao']) },
    tapOr('accept', 'đồng ý', 'dong y', 'Đồng ý', 'tôi đồng ý', 'đồng ý ạ'),
    { type: typed(`${pick(families)} ${pick(middles)} ${pick(givens)}`) },
    { type: pick([`${year}`, `${day}/${month}/${year}`, `${day}-${month}-${year}`, `sinh năm ${year}`]) },
    tapOr(gender, ...(gender === 'male' ? ['nam', 'Nam', 'nam ạ'] : ['nữ', 'nu', 'Nữ', 'dạ nữ'])),
    random() < 0.5 ? { share: `84${phone.slice(1)}` } : { type: phone },
    { type: typed(place) },
    { type: typed(`${number(1, 300)} ${pick(streets)}, tổ ${number(1, 20)}, ấp ${number(1, 9)}`) },
    tapOr('none', 'không', 'ko', 'khong', 'không có', 'ko có ạ', 'dạ không'),
    tapOr('none', 'không', 'ko', 'khong', 'không có', 'k co', 'dạ không có'),
    tapOr('none', 'không', 'ko', 'khong', 'không có bệnh gì', 'ko có', 'không bệnh'),
    tapOr('send', 'gửi', 'gui', 'đồng ý', 'ok gửi', 'Gửi', 'gửi đi'),
  ];
}

/** Whether the whole declaration is done after these deeds, and not before. */
function isUnderstood(assets: DialogueAssets, citizen: Citizen): boolean {
  let conversation: Conversation | null = null;
  let heard: MsgOut | undefined;
  for (const [step, deed] of citizen.entries()) {
    const content = contentOf(deed, heard);
    if (content === null || conversation?.sent) return false;
    const message = { id: `${step}`, urn: 'telegram:1' as const, sentAt: 0, content };
    const turn = takeTurn(assets, conversation, message, Date.parse('2020-03-27T08:00:00+07:00') + step);
    conversation = turn.conversation;
    heard = turn.events.flatMap((event) => (event.type === 'message' ? [event.message] : [])).at(-1);
  }
  return conversation?.session?.outcome === 'completed';
}

function contentOf(deed: Deed, heard: MsgOut | undefined): Content | null {
  if ('share' in deed) return { type: 'phone', phone: deed.share, own: true };
  if ('type' in deed)
    return deed.type === '/start' ? { type: 'start', payload: null } : { type: 'text', text: deed.type };
  const button = heard?.quickReplies.find(
    (reply) => reply.kind === 'choice' && reply.payload.endsWith(`.${deed.tap}`),
  );
  return button?.kind === 'choice' ? { type: 'press', payload: button.payload } : null;
}
