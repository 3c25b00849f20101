import { wordsOf } from '../../tests/browser/citizen.ts';
import type { Receipt } from './report.ts';

/** What is compared of a stored record. */
export interface StoredWords {
  name: string | null;
  birth: string | null;
  phone: string | null;
}

/** What a record says, against what the last summary before sending said, and whom its person meant. */
export function differences(row: StoredWords, { meant, confirmed }: Receipt): string[] {
  const digits = (text: string) => text.replace(/\D/gu, '').replace(/^84/u, '0');
  const said = (block: string) => confirmed[wordsOf(block, 'vi')?.label ?? ''] ?? '';
  const pairs = {
    'name is not the one confirmed': [row.name, said('name')],
    'birth is not the one confirmed': [row.birth, said('birth')],
    'phone is not the one confirmed': [digits(row.phone ?? ''), digits(said('phone'))],
    'name is not the one meant': [row.name?.toLowerCase(), meant.name.toLowerCase()],
    'phone is not the one meant': [digits(row.phone ?? ''), digits(meant.phone)],
  };
  return Object.entries(pairs).flatMap(([what, [one, other]]) =>
    one === other ? [] : [`the stored ${what}`],
  );
}
