/** Records of a CSV text by RFC 4180, strictly. Throws where a quote stands where none may. */
export function readCsv(text: string, delimiter = ','): string[][] {
  const field = new RegExp(`"((?:[^"]|"")*)"|([^"\\r\\n${delimiter}]*)`, 'y');
  const records: string[][] = [[]];
  for (let at = 0; at < text.length;) {
    field.lastIndex = at;
    const found = field.exec(text);
    records.at(-1)?.push(found?.[1]?.replaceAll('""', '"') ?? found?.[2] ?? '');
    at = field.lastIndex;
    if (text.startsWith('\r\n', at)) {
      at += 2;
      if (at < text.length) records.push([]);
    } else if (text[at] === delimiter) {
      at += 1;
      if (at === text.length || text.startsWith('\r\n', at)) records.at(-1)?.push('');
    } else if (at < text.length) throw new Error(`no CSV at ${at}`);
  }
  return records;
}
