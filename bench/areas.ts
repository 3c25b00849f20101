// Measures the gazetteer of the whole country: speed, memory, and how often a commune is found by what people type.
// Run it with --expose-gc for the memory figure.
import { seeded } from '../src/demo/seeded.ts';
import { foldDiacritics } from '../src/vietnamese/fold.ts';
import type { Area } from '../src/areas/area.ts';
import type { Gazetteer } from '../src/areas/gazetteer.ts';
import { loadAreas, loadSuccession } from '../src/assets/areas.ts';

const SEED = 20200327;
const TYPO_ROUNDS = 2;

const collect = (globalThis as { gc?: () => void }).gc;
const areas = weighed('the map of 2020', () => indexed(loadAreas('2020')));
const later = weighed('the map of 2025-07 with the names of 2020', () => indexed(loadAreas('2025-07')));
const succession = weighed('the succession', loadSuccession);

const communes = areas.all().filter((area) => area.level === 'commune');
const random = seeded(SEED);
const own = communes.map((area) => typedName(areas, area));
report('own name and district, no diacritics', own, 3);
const known = own.filter(({ code }) => succession.successors(code).length > 0);
console.log(`communes of 2020 whose successors are known: ${known.length} of ${own.length}`);
report(
  'on the map of 2025-07: old name and old district, no diacritics',
  known,
  3,
  later,
  succession.successors,
);
resolvingOld('on the map of 2025-07, resolve: old name and old district, no diacritics', known);
report(
  'on the map of 2025-07: own name and province, no diacritics',
  later
    .all()
    .filter(({ level }) => level === 'commune')
    .map((area) => typedName(later, area)),
  3,
  later,
);
report(
  'with one slip',
  Array.from({ length: TYPO_ROUNDS }, () => own.map(({ text, code }) => ({ text: slip(text), code }))).flat(),
  3,
);
resolving(
  'resolve: the bare name, whole country',
  communes.map((area) => ({ text: area.bareName, code: area.code })),
);
resolving(
  'resolve: a whole address',
  communes.map((area) => ({ text: `12/3 tổ 5 ấp 1 ${areas.fullName(area.code)}`, code: area.code })),
);
resolving(
  'resolve: names of the whole country, no diacritics, in Đồng Nai',
  communes.map((area) => ({ text: foldDiacritics(area.bareName), code: area.code })),
  '75',
);
const dongNai = communes.filter((area) => areas.ancestors(area.code).at(-1)?.code === '75');
resolving(
  'resolve: the communes of Đồng Nai with one slip, no diacritics',
  dongNai.flatMap((area) =>
    Array.from({ length: 20 }, () => ({ text: slip(foldDiacritics(area.bareName)), code: area.code })),
  ),
  '75',
);

type Typed = { text: string; code: string };

/** `tan hiep bien hoa`; a numbered ward is never typed without its kind: `phuong 5 quan 3`. */
function typedName(map: Gazetteer, area: Area): Typed {
  const [district] = map.ancestors(area.code);
  const names = [area, ...(district === undefined ? [] : [district])];
  const text = names.map((unit) => (/^\d+$/.test(unit.bareName) ? unit.name : unit.bareName)).join(' ');
  return { text: foldDiacritics(text), code: area.code };
}

/** How often one of the units a code stands for is among the first ones found. */
function report(
  title: string,
  typed: readonly Typed[],
  first: number,
  map = areas,
  meant = (code: string): readonly string[] => [code],
): void {
  const clock = stopwatch();
  const missed: string[] = [];
  for (const { text, code } of typed) {
    const found = clock.time(() => map.search(text, { level: 'commune', limit: first }));
    const right = meant(code);
    if (!found.some((match) => right.includes(match.area.code)))
      missed.push(`${text} (${areas.fullName(code)})`);
  }
  const share = (100 * (typed.length - missed.length)) / typed.length;
  console.log(
    `${title}: in the first ${first} for ${share.toFixed(2)} % of ${typed.length}; ${clock.figures()}`,
  );
  if (process.argv.includes('--missed')) console.log(missed.slice(0, 60).join('\n'));
}

function resolving(title: string, typed: readonly Typed[], within?: string): void {
  const clock = stopwatch();
  const kinds: Record<string, number> = {};
  for (const { text, code } of typed) {
    const said = clock.time(() => areas.resolve(text, { level: 'commune', within }));
    const kind =
      said.kind !== 'one' ? said.kind : said.area.code === code ? 'one, the right one' : 'one, another';
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (kind === 'one, another' && within === undefined) console.log(`  another: ${text}`);
  }
  console.log(`${title}: ${JSON.stringify(kinds)}; ${clock.figures()}`);
}

/** What a decision on an old name comes to: one successor, several units with one among them, or something else. */
function resolvingOld(title: string, typed: readonly Typed[]): void {
  const clock = stopwatch();
  const kinds: Record<string, number> = {};
  for (const { text, code } of typed) {
    const said = clock.time(() => later.resolve(text, { level: 'commune' }));
    const found = said.kind === 'one' ? [said.area] : said.kind === 'many' ? said.areas : [];
    const right = found.some((area) => succession.successors(code).includes(area.code));
    const kind = said.kind === 'none' ? 'none' : `${said.kind}, ${right ? 'the right one' : 'another'}`;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  console.log(`${title}: ${JSON.stringify(kinds)}; ${clock.figures()}`);
}

/** Wall time, and processor time beside it: on a busy machine only the second says what the code costs. */
function stopwatch(): { time: <T>(work: () => T) => T; figures: () => string } {
  const wall: number[] = [];
  const processor: number[] = [];
  return {
    time: (work) => {
      const [started, used] = [performance.now(), process.cpuUsage()];
      const result = work();
      wall.push(performance.now() - started);
      const spent = process.cpuUsage(used);
      processor.push((spent.user + spent.system) / 1000);
      return result;
    },
    figures: () => `wall ${percentiles(wall)}, processor ${percentiles(processor)}`,
  };
}

function percentiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
  return `p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms`;
}

/** One letter left out, put in, replaced, or swapped with the next: the slips of a thumb. Digits and kinds are kept. */
function slip(text: string): string {
  const letters = Array.from(text.matchAll(/[a-z]/g), (match) => match.index);
  const at = letters[Math.floor(random() * letters.length)] ?? 0;
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  const [head, char, tail] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
  const forms = [
    head + tail,
    head + letter + char + tail,
    head + letter + tail,
    head + tail.charAt(0) + char + tail.slice(1),
  ];
  return forms[Math.floor(random() * forms.length)] ?? text;
}

/** Names are indexed when the first is asked for. */
function indexed(areas: Gazetteer): Gazetteer {
  areas.search('');
  return areas;
}

/** Loads, and tells how long it took and how much more heap is held. */
function weighed<T>(title: string, load: () => T): T {
  const before = heap();
  const started = performance.now();
  const result = load();
  const took = performance.now() - started;
  const held = (heap() - before) / 2 ** 20;
  console.log(
    `${title}: loaded in ${took.toFixed(0)} ms, heap ${held.toFixed(1)} MB${collect ? '' : ' (no gc)'}`,
  );
  return result;
}

function heap(): number {
  collect?.();
  return process.memoryUsage().heapUsed;
}
