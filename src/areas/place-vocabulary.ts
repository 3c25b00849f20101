import { compareAccents } from './compare-accents.ts';
import { nameKey, type PlaceKey } from './place-key.ts';

/** Words that say what kind of unit follows; by their plain key, with the spelling that counts. */
export const kindWords: ReadonlyMap<string, { toned: string; kind: string }> = keyed({
  tỉnh: ['tỉnh', 't'],
  'thành phố': ['thành phố', 'tp'],
  'thị xã': ['thị xã', 'tx'],
  quận: ['quận', 'q'],
  huyện: ['huyện', 'h'],
  phường: ['phường', 'phg', 'ph', 'p', 'f'],
  xã: ['xã', 'x'],
  'thị trấn': ['thị trấn', 'tt', 'ttr'],
  'đặc khu': ['đặc khu', 'đk'],
});

/** English kind words count only before a number (`district 9`); elsewhere they say nothing. */
export const englishKinds: ReadonlyMap<string, string> = new Map([
  ['district', 'quận'],
  ['ward', 'phường'],
]);

/** Words that may stand around a unit and say nothing about which one it is. */
export const fillerWords: ReadonlyMap<string, readonly string[]> = tonedByPlain(
  'tôi tui em mình con cháu anh chị bác cô chú bạn ad admin bot nhà gia đình địa chỉ đang hiện nay giờ ở tại trú ' +
    'thường tạm sống sinh thuộc là quê dạ ạ a à nha nhé nhe nghe nghen nè đó đấy á ơi thôi vâng luôn việt nam vn vietnam ' +
    'city province district ward commune town in from my i am live at và',
);

/** Words that open the house line of an address; what follows them up to a comma is its own. */
export const houseWords: ReadonlyMap<string, readonly string[]> = tonedByPlain(
  'số sn tổ ấp kp khóm thôn xóm bản buôn làng đội hẻm ngõ ngách kiệt đường lô tầng phòng căn chung cư kdc ql đt hl dt ' +
    'khu cụm tòa block no street road st đ cty công ty trường chợ',
);

/**
 * Words after a unit that describe a spot near something else: what follows them is not a unit. Without diacritics
 * they are parts of too many names to count.
 */
export const asideWords: ReadonlySet<string> = new Set(
  'gần cạnh kế sát đối sau trước chỗ phía cách'.split(' '),
);

/** With one of these before it a name is not an answer. */
export const denials: ReadonlySet<string> = new Set(
  'không ko khong k kg hok hông chưa chua đâu hoặc hay đừng chẳng'.split(' '),
);

/** Initials that are words of chat Vietnamese first. */
export const notInitials: ReadonlySet<string> = new Set(
  'kg kh ko vl bt ok dc vs tp tt tx hs sv cn ad bn la na ck'.split(' '),
);

/** Every single word above by its plain key: such a word is never a joined-up name. */
export function isVocabulary(plain: string): boolean {
  return kindWords.has(plain) || fillerWords.has(plain) || houseWords.has(plain);
}

function keyed(words: Record<string, readonly string[]>): Map<string, { toned: string; kind: string }> {
  const map = new Map<string, { toned: string; kind: string }>();
  for (const [kind, spellings] of Object.entries(words)) {
    for (const spelling of spellings) {
      const key = nameKey(spelling);
      map.set(key.plain, { toned: key.toned, kind });
    }
  }
  return map;
}

/** True when the word is one of the list: with the diacritics typed, or with some left out. */
export function isOneOf(words: ReadonlyMap<string, readonly string[]>, { toned, plain }: PlaceKey): boolean {
  return words.get(plain)?.some((word) => compareAccents(toned, plain, word) !== 'other') === true;
}

function tonedByPlain(words: string): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const { toned, plain } of words.split(' ').map(nameKey))
    map.set(plain, [...(map.get(plain) ?? []), toned]);
  return map;
}
