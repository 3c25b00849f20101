/** A record of a CSV text, and the line it begins on. */
export interface CsvRecord {
  line: number;
  fields: string[];
}

/**
 * Reads CSV as offices write it: comma, semicolon or tab, whichever the first line has most of; a byte order mark, any
 * ends of lines, quotes by RFC 4180. Empty lines are left out. Never throws.
 */
export function parseCsv(text: string): CsvRecord[] {
  const plain = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const [first = ''] = plain.split('\n', 1);
  const [delimiter = ','] = [',', ';', '\t'].toSorted(
    (a, b) => first.split(b).length - first.split(a).length,
  );
  const field = new RegExp(`"((?:[^"]|"")*)"[^\\n${delimiter}]*|[^\\n${delimiter}]*`, 'y');
  const records: CsvRecord[] = [];
  let line = 1;
  for (let at = 0; at < plain.length;) {
    const record: CsvRecord = { line, fields: [] };
    for (let more = true; more;) {
      field.lastIndex = at;
      const [found = '', quoted] = field.exec(plain) ?? [];
      record.fields.push((quoted?.replaceAll('""', '"') ?? found).normalize('NFC').trim());
      line += found.split('\n').length - 1;
      at = field.lastIndex;
      more = plain[at] === delimiter;
      at += 1;
    }
    line += 1;
    if (record.fields.some((one) => one !== '')) records.push(record);
  }
  return records;
}
