// Writes out the phrases a vocabulary template stands for.
// Must not know: any vocabulary; classes of words come in as a table.

/** Words that may stand for one another, used in templates as `{name}`; parted by commas, templates themselves. */
export type WordClasses = Readonly<Record<string, string>>;

const LIMIT = 20_000;

/**
 * In: a template such as `{no} (thấy|ngửi (ra|)) (mùi|)`. Out: every phrase it stands for.
 * Throws on an unknown class, an open group or more than 20 000 phrases: faults of a table, found at load.
 */
export function expandTemplate(template: string, classes: WordClasses): string[] {
  const { phrases, at } = alternatives(template, 0, classes);
  if (at < template.length) throw new Error(`group closed but not opened: ${template}`);
  return phrases.map((phrase) => phrase.replace(/\s+/gu, ' ').trim()).filter((phrase) => phrase !== '');
}

/** The phrases of a table cell, which stand parted by commas. */
export function listPhrases(cell: string): string[] {
  return cell
    .split(',')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}

/** Reads `a|b(c|d)` up to the end or to the closing bracket. */
function alternatives(
  template: string,
  from: number,
  classes: WordClasses,
): { phrases: string[]; at: number } {
  const done: string[] = [];
  let open = [''];
  let at = from;
  while (at < template.length && template[at] !== ')') {
    if (template[at] === '|') {
      done.push(...open);
      open = [''];
      at++;
      continue;
    }
    const part = nextPart(template, at, classes);
    if (open.length * part.phrases.length > LIMIT) throw new Error(`too many phrases: ${template}`);
    open = open.flatMap((phrase) => part.phrases.map((more) => phrase + more));
    at = part.at;
  }
  return { phrases: [...done, ...open], at };
}

function nextPart(template: string, at: number, classes: WordClasses): { phrases: string[]; at: number } {
  if (template[at] === '(') {
    const group = alternatives(template, at + 1, classes);
    if (template[group.at] !== ')') throw new Error(`group not closed: ${template}`);
    return { phrases: group.phrases, at: group.at + 1 };
  }
  if (template[at] === '{') {
    const end = template.indexOf('}', at);
    const words = classes[template.slice(at + 1, end)];
    if (words === undefined) throw new Error(`unknown class of words: ${template}`);
    return { phrases: listPhrases(words).flatMap((word) => expandTemplate(word, classes)), at: end + 1 };
  }
  const plain = /^[^(){}|]+/u.exec(template.slice(at))?.[0] ?? '';
  if (plain === '') throw new Error(`stray bracket: ${template}`);
  return { phrases: [plain], at: at + plain.length };
}
