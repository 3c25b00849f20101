import { foldDiacritics } from '../vietnamese/fold.ts';

/**
 * Whether a password of 12 characters or more is one of those that are tried first: a well-known word with digits or
 * marks around it, a walk over the keyboard, a row of digits, or something short said again and again. Diacritics,
 * capitals and digits in place of letters change nothing.
 */
export function isCommonPassword(password: string): boolean {
  const plain = foldDiacritics(password).toLowerCase().replace(/\s/g, '');
  if (isRepeated(plain) || isWalk(plain)) return true;
  const around = plain.replace(/[^a-z]+$/, '');
  const core = around.replace(/^[^a-z]+/, '');
  return [core, inLetters(core), inLetters(around)].some(isMadeOfKnown);
}

const inLetters = (text: string): string =>
  Array.from(text)
    .map((sign) => lookAlikes[sign] ?? sign)
    .join('');

/** Digits and marks people put in place of letters. */
const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Words at the heart of the commonest passwords, of the world and of Viet Nam, and of what this service is about. */
const words = [
  ...['password', 'passwort', 'passw0rd', 'matkhau', 'mkhau', 'qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl'],
  ...['zxcvbn', 'zxcvbnm', 'iloveyou', 'welcome', 'letmein', 'monkey', 'dragon', 'sunshine', 'princess'],
  ...['football', 'baseball', 'superman', 'batman', 'master', 'shadow', 'michael', 'trustno', 'starwars'],
  ...['admin', 'administrator', 'root', 'user', 'guest', 'test', 'demo', 'login', 'default', 'changeme'],
  ...['secret', 'abc', 'abcd', 'abcdef', 'hello', 'computer', 'internet', 'google', 'facebook', 'zalo'],
  ...['telegram', 'anhyeuem', 'emyeuanh', 'iuem', 'yeuem', 'yeuanh', 'saigon', 'hanoi', 'danang', 'dongnai'],
  ...['bienhoa', 'vietnam', 'vietnamvodich', 'tinhyeu', 'conyeume', 'meyeucon', 'giadinh', 'hanhphuc'],
  ...['maiyeuem', 'mayman', 'khongbiet', 'khongco', 'covid', 'corona', 'ncovi', 'ncov', 'khaibao'],
  ...['khaibaoyte', 'yte', 'tramyte', 'trungtamyte', 'soyte', 'soytedongnai', 'cdcdongnai', 'cdc', 'boyte'],
  ...['suckhoe', 'benhvien', 'bacsi', 'dieuduong', 'xinchao', 'chao', 'p@ssword', 'pass', 'mk'],
];

const known = new Set(words);

/** Known words side by side are no better than one of them. */
function isMadeOfKnown(text: string): boolean {
  const pieces = text.split(/[^a-z]+/).filter((piece) => piece !== '');
  return pieces.length > 0 && pieces.every((piece) => isMadeOf(piece));
}

function isMadeOf(piece: string): boolean {
  if (known.has(piece)) return true;
  for (let cut = 2; cut <= piece.length - 2; cut++) {
    if (known.has(piece.slice(0, cut)) && isMadeOf(piece.slice(cut))) return true;
  }
  return false;
}

/** `abcabcabcabc`, `121212121212`, `aaaaaaaaaaaa`. */
const isRepeated = (text: string): boolean => /^(.{1,6}?)\1+$/.test(text);

const rows = [
  '012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
];

/** Three runs or fewer along rows of the keyboard, the alphabet or the digits, in either direction. */
function isWalk(text: string): boolean {
  let rest = text;
  for (let run = 0; run < 3 && rest !== ''; run++) rest = rest.slice(longestRun(rest));
  return rest === '';
}

function longestRun(text: string): number {
  let longest = 0;
  for (const row of rows) {
    for (const way of [row, Array.from(row).reverse().join('')]) {
      let length = Math.min(text.length, way.length);
      while (length > longest && !way.includes(text.slice(0, length))) length--;
      longest = Math.max(longest, length);
    }
  }
  return longest >= 3 ? longest : 0;
}
