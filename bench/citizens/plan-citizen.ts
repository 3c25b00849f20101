import { HEALTHY, SUSPECTED, type Answers } from '../../tests/browser/citizen.ts';
import { seeded } from '../../src/demo/seeded.ts';

/** How likely the habits of people are, from 0 to 1. */
export interface Behaviour {
  /** Declares for a member of the household as well. */
  family: number;
  /** Goes back one question, once. */
  back: number;
  /** Corrects an answer at the review. */
  corrects: number;
  /** Gives two answers in one message. */
  together: number;
  /** Types instead of pressing a button, where there is one. */
  types: number;
  /** Stops on purpose before the end: falls silent, cancels or blocks the account. */
  stops: number;
  /** Has symptoms and was near a case, which asks more. */
  unwell: number;
}

export const USUAL: Behaviour = {
  family: 0.15,
  back: 0.15,
  corrects: 0.2,
  together: 0.2,
  types: 0.5,
  stops: 0.1,
  unwell: 0.3,
};

/** One declaration somebody is going to make, and what the stored record of it must say. */
export interface Errand {
  whose: 'self' | 'relative';
  answers: Answers;
  expected: { name: string; birth: string; phone: string };
}

/** All one citizen is going to do. */
export interface Plan {
  index: number;
  errands: Errand[];
  /** The phone's own number, as dialled in Viet Nam. */
  phone: string;
  /** Goes back at this block, once. */
  backAt: string | null;
  /** At the review: the block corrected, the new answer. */
  corrects: { block: 'birth'; answer: string } | null;
  stops: { after: number; how: 'silent' | 'cancels' | 'leaves' } | null;
}

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô'];
const MIDDLE = { female: ['Thị', 'Ngọc', 'Thị Kim', 'Thu'], male: ['Văn', 'Hữu', 'Đức', 'Minh'] };
const GIVEN = {
  female: ['Hoa', 'Lan', 'Đào', 'Hương', 'Bông', 'Thủy', 'Phượng', 'Yến'],
  male: ['Ba', 'Hùng', 'Dũng', 'Sơn', 'Tèo', 'Khánh', 'Phúc', 'Lộc'],
};
const PLACES = [
  'phường Tân Hiệp, Biên Hòa, Đồng Nai',
  'xã Thanh Sơn, Định Quán, Đồng Nai',
  'xã Phú Vinh, Định Quán, Đồng Nai',
  'xã Xuân Tâm, Xuân Lộc, Đồng Nai',
  'xã Phước Thiền, Nhơn Trạch, Đồng Nai',
];
const HOMES = ['12 Nguyễn Ái Quốc, khu phố 3', 'ấp 3, sau chợ', '12 đường số 3, tổ 5'];

/** How the same words are typed: with all marks, without any, or in the short forms of the phone's keyboard. */
const HANDS = {
  accented: { none: 'không có', ill: 'ho, sốt' },
  bare: { none: 'khong', ill: 'sot voi ho' },
  teencode: { none: 'k co', ill: 'e bi ho' },
} as const;

/**
 * Makes up one citizen. The same seed and index give the same one; no two of one run have the same number.
 *
 * @param index from 0 to 99 999
 */
export function planCitizen(seed: number, index: number, behaviour: Behaviour): Plan {
  const random = seeded(seed * 100_003 + index);
  const does = (habit: keyof Behaviour) => random() < behaviour[habit];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const hand = pick(['accented', 'bare', 'teencode'] as const);
  const written = (text: string) => (hand === 'accented' ? text : bare(text));
  const phone = `09${String(10_000_000 + index * 7 + (seed % 7)).padStart(8, '0')}`;

  function errand(whose: Errand['whose']): Errand {
    const gender = pick(['female', 'male'] as const);
    const name = written(`${pick(FAMILY)} ${pick(MIDDLE[gender])} ${pick(GIVEN[gender])}`);
    const birth = String(1935 + Math.floor(random() * 65));
    const types = does('types');
    const ill = does('unwell');
    const none = types ? HANDS[hand].none : '=none';
    const answers: Answers = {
      ...(ill ? SUSPECTED : HEALTHY),
      relation: types ? written('mẹ') : '=mother',
      relative_consent: '=agreed',
      name: does('together') ? `${name}, ${birth}` : name,
      birth,
      gender: types ? written(gender === 'female' ? 'nữ' : 'nam') : `=${gender}`,
      nationality: written('Việt Nam'),
      phone: whose === 'self' && !types ? `contact:${phone}` : phone,
      area: written(pick(PLACES)),
      address_line: written(pick(HOMES)),
      symptoms: ill ? HANDS[hand].ill : none,
      danger_signs: '=none',
      exposure: ill ? '1' : none,
      conditions: none,
    };
    if (ill) answers['onset'] = written('hôm qua');
    return { whose, answers, expected: { name, birth, phone: `+84${phone.slice(1)}` } };
  }

  const errands = [errand('self')];
  if (does('family')) errands.push(errand('relative'));
  const corrects = does('corrects')
    ? { block: 'birth' as const, answer: String(1935 + Math.floor(random() * 65)) }
    : null;
  if (corrects && errands[0]) errands[0].expected.birth = corrects.answer;
  const after = 2 + Math.floor(random() * 8);
  return {
    index,
    errands,
    phone,
    backAt: does('back') ? pick(['gender', 'area', 'symptoms', 'conditions']) : null,
    corrects,
    stops: does('stops') ? { after, how: pick(['silent', 'cancels', 'leaves']) } : null,
  };
}

const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase();
