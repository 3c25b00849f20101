import fc from 'fast-check';

/** JSON text that is put into a body as it is. */
class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Path = (string | number)[];

/** What may stand in the place of any value: wrong types, numbers beyond all bounds, depths, half characters, names of prototypes. */
const fragments = fc.oneof(
  fc.constantFrom(
    ...['null', 'true', '-1', '0', '1e999', '-1e-999', '9007199254740993', '123456789012345678901234567890'],
    ...[
      '""',
      '" "',
      '"\\u0000"',
      '"a\\u0000b"',
      '"\\ud800"',
      '"\\udfff\\ud800"',
      '"\\u202e\\u200b"',
      '[]',
      '{}',
      '[[]]',
    ],
    ...['"__proto__"', '"constructor"', '"toString"', '{"__proto__":{"polluted":1}}'],
    ...['{"constructor":{"prototype":{"polluted":1}}}', '{"toString":1,"valueOf":null}', '{"length":9}'],
    ...[
      '"#kb.00000000.1.!send"',
      '"/start"',
      '"=cmd|\' /C calc\'!A0"',
      '"\'; drop table x; --"',
      '"%s%n{{name}}$t(x)"',
    ],
    ...[`${'['.repeat(5_000)}${']'.repeat(5_000)}`, `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`],
    ...[`"${'x'.repeat(100_000)}"`, `"${'ạ̣'.repeat(20_000)}"`, `"${'😷'.repeat(20_000)}"`],
  ),
  fc.json({ maxDepth: 3 }),
  fc.double().map((number) => (Number.isFinite(number) ? String(number) : '0')),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
);

/** Bodies that are none: arbitrary bytes and JSON, cut, in another encoding, or with something behind them. */
export const strangeBodies: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fragments.map((text) => Buffer.from(text)),
  fc
    .constantFrom('', ' ', '\0', '{', '[', '"', '{}', '[]', '[{}]', 'null', '{"update_id":', '\u00ff\u00fe')
    .map((text) => Buffer.from(text, 'latin1')),
  fc
    .constantFrom('utf16le' as const, 'latin1' as const)
    .map((encoding) => Buffer.from('{"update_id":1,"event_name":"é"}', encoding)),
);

/** A real body with some of its values replaced, taken away, doubled or joined by others, and now and then its bytes harmed. */
export function mutated(bodies: readonly unknown[]): fc.Arbitrary<Buffer> {
  const change = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'drop', 'double', 'join'),
    by: fragments,
  });
  return fc
    .record({
      body: fc.constantFrom(...bodies),
      changes: fc.array(change, { minLength: 1, maxLength: 3 }),
      harm: fc.option(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { freq: 8 }),
    })
    .map(({ body, changes, harm }) => {
      const copy = structuredClone(body);
      for (const { at, how, by } of changes) {
        const paths = pathsOf(copy);
        const path = paths[at % Math.max(1, paths.length)];
        if (path !== undefined) apply(copy, path, how, new Raw(by));
      }
      const bytes = Buffer.from(write(copy));
      if (harm) bytes[harm.at % bytes.length] = harm.byte;
      return bytes;
    });
}

function apply(body: unknown, path: Path, how: string, by: Raw): void {
  let holder = body as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  const key = path.at(-1) ?? '';
  if (how === 'drop') Reflect.deleteProperty(holder, key);
  else if (how === 'replace') holder[key] = by;
  // The same key twice in the text: which one counts is up to the reader.
  else if (how === 'double')
    holder[key] = new Raw(`${write(holder[key])},${JSON.stringify(String(key))}:${by.text}`);
  else holder[key] = new Raw(`${write(holder[key])},"__proto__":${by.text},"constructor":${by.text}`);
}

/** Paths to everything that lies in an object; what lies in arrays is replaced with them. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Raw) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])]);
}

function write(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${write(inner)}`)
    .join(',')}}`;
}
