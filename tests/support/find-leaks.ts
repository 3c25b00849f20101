import type { Mark } from './kept-logs.ts';

/** Something in a log line that must not be there. The line itself is not repeated: what tells it would leak it again. */
export interface Leak {
  line: number;
  kind: Mark['kind'] | 'vietnamese' | 'payload' | 'bot-address' | 'signature';
  /** The `event` of the line, where it has one. */
  event: string;
}

/** What gives itself away, whoever's it is. Log lines are English sentences, ids and codes. */
const PATTERNS: [Leak['kind'], RegExp][] = [
  ['vietnamese', /[À-ÖØ-öø-ýĂăĐđĨĩŨũƠơƯưẠ-ỹ]|\\u1e[a-f]/u],
  ['payload', /#kb\./u],
  ['bot-address', /bot\d{4,}:/u],
  ['signature', /mac=[0-9a-f]{64}/iu],
];

/** Searches log lines for marked words and for what gives itself away. */
export function findLeaks(lines: readonly string[], marks: readonly Mark[]): Leak[] {
  const wanted = needles(marks);
  const leaks: Leak[] = [];
  for (const [index, line] of lines.entries()) {
    const kinds = new Set<Leak['kind']>();
    const small = line.toLowerCase();
    for (const [kind, pattern] of PATTERNS) if (pattern.test(line)) kinds.add(kind);
    for (const { kind, text, digits } of wanted)
      if (!kinds.has(kind) && small.includes(text) && (!digits || standsAlone(small, text))) kinds.add(kind);
    const event = /"event":"(\w+)"/u.exec(line)?.[1] ?? '';
    for (const kind of kinds) leaks.push({ line: index + 1, kind, event });
  }
  return leaks;
}

interface Needle {
  kind: Mark['kind'];
  text: string;
  /** Digits are only found where no others stand beside them: times and ids are full of digits. */
  digits: boolean;
}

/** Shortest marked word that is searched for: shorter ones stand in many a line by chance. */
const SHORTEST = 6;

function needles(marks: readonly Mark[]): Needle[] {
  const found = new Map<string, Needle>();
  for (const { kind, value } of marks) {
    const number = value.replace(/[\s.+-]/gu, '');
    if (/^\d{9,12}$/u.test(number) && kind !== 'secret') {
      // However it is written: 0912…, 84912…, +84912…
      const text = number.replace(/^(?:84|0)/u, '');
      found.set(text, { kind: 'phone', text, digits: true });
      continue;
    }
    const text = value.trim().toLowerCase();
    const isWords = /[^\x20-\x7e]|\S\s+\S/u.test(text);
    if (text.length >= SHORTEST && (kind === 'secret' || isWords))
      found.set(text, { kind, text, digits: false });
  }
  return [...found.values()];
}

function standsAlone(line: string, digits: string): boolean {
  for (let at = line.indexOf(digits); at >= 0; at = line.indexOf(digits, at + 1)) {
    const before = line.slice(Math.max(0, at - 3), at);
    const after = line.slice(at + digits.length, at + digits.length + 1);
    if (!/\d/u.test(after) && /(?:^|\D)(?:84|0)?$/u.test(before)) return true;
  }
  return false;
}
