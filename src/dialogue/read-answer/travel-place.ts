// Reads where somebody has been: countries, provinces, flights and places named by the health authorities.
// Must not know: which places count as an epidemic area.
import type { Gazetteer } from '../../areas/gazetteer.ts';
import { cleanText } from '../../vietnamese/clean-text.ts';
import { cityNames, countryNames } from '../../vietnamese/country-names.ts';
import { buildLexicon, matchAt, matchWhole, scan } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { ending, joinTokens, tokenise, type Token } from '../../vietnamese/tokens.ts';
import { wordClasses } from '../../vietnamese/word-classes.ts';
import { readCode } from './read-code.ts';
import type { ReadContext } from './read-context.ts';
import { read, refuse, type Reading } from './reading.ts';
import { placeWords, travelWords } from './travel-place-words.ts';

/** The airline's code and up to four digits; zeros in front are not part of a flight number. */
const flight =
  /(?<![\p{L}\d])(vn|vj|qh|bl|ke|oz|7c|tw|vz|sq|tr|cx|ci|br|jl|nh|cz|mu|ca|mh|ak|fd|tg|ek|qr|ey|tk|su|lh|af|ba|jq|qf|5j|pr|od|zh|hx|uo|lj|bx|ze|rs|3k|k6|qv)\s?-?0*(\d{1,4})(?!\d)/giu;
const countries = buildLexicon<string>(countryNames());
const cities = buildLexicon<string>(cityNames);
/** Words behind a place that belong to the journey. */
const TAILS = new Set([
  've',
  'roi',
  'choi',
  'qua',
  'sang',
  'ra',
  'vao',
  'len',
  'xuong',
  'nhe',
  'tham',
  'cong',
  'tac',
  'back',
]);
/** Words before a place, which name none themselves. */
const leads = buildLexicon(
  {
    lead: `
      {me}, dạ, có, đã, mới, vừa, đi, đến, tới, từ, về, về từ, ra, vào, vô, lên, xuống, sang, qua, ở, tại,
      ghé, bay, đi qua, đi về, đi công tác, công tác, du lịch, đi du lịch, thăm, đi chơi, chơi, khám,
      đi khám, bên, nước, i, went, to, from, in, visited, was, have, been, came, back, returned, travelled,
      traveled, trip, only, chuyến bay, chuyến, flight, bay chuyến, số hiệu`,
  },
  wordClasses,
);
const between = new Set(['va', 'roi', 'and', 'then', 'voi', 'xong', 'cung', 'both']);

/**
 * In: what was typed. Out: `country:KR`, `province:01`, `flight:VN54`, `place:bach_mai_hospital`, or `none` alone.
 * Provinces need the gazetteer; a town is told by its province. Refuses `empty`, `question` and `not-understood`.
 */
export function readTravelPlace(text: string, { areas }: Pick<ReadContext, 'areas'>): Reading<string[]> {
  const clean = cleanText(text).slice(0, 400);
  const tokens = stripParticles(tokenise(clean));
  if (tokens.length === 0) return refuse('empty');
  const none = readCode(travelWords, tokens);
  if (none.ok) return read(['none']);
  const flights = [...clean.matchAll(flight)].map(
    ([, line = '', number = '']) => `flight:${line.toUpperCase()}${number}`,
  );
  const stretches = apart(tokenise(clean.replace(flight, ' , ')));
  const places = new Set([...flights, ...stretches.flatMap((stretch) => placesIn(stretch, areas))]);
  if (places.size === 0) return refuse('not-understood');
  return ending(text).includes('?') ? refuse('question') : read([...places]);
}

/** The stretches between commas and "và". */
function apart(tokens: readonly Token[]): Token[][] {
  const stretches: Token[][] = [[]];
  for (const token of tokens) {
    if (/[,;/+&|>\n]/u.test(token.gap) || between.has(token.plain)) stretches.push([]);
    if (!between.has(token.plain)) stretches.at(-1)?.push(token);
  }
  return stretches.filter((stretch) => stretch.length > 0);
}

/** A country of one word ("Nga", "Lào") counts alone or behind "đi", "từ", …; a longer name counts anywhere. */
function placesIn(stretch: readonly Token[], areas: Gazetteer | undefined): string[] {
  const named = scan(placeWords, stretch).flatMap(({ code }) =>
    code === undefined ? [] : [`place:${code}`],
  );
  if (named.length > 0) return named;
  const bare = withoutTails(withoutLeads(stretch));
  const whole = matchWhole(countries, bare) ?? matchWhole(countries, stripParticles(bare));
  if (whole !== undefined) return [`country:${whole}`];
  const towns = scan(cities, bare).flatMap(({ code }) => (code === undefined ? [] : [`country:${code}`]));
  if (towns.length > 0) return towns;
  const found = scan(countries, bare).filter(({ code, length }) => code !== undefined && length > 1);
  if (found.length > 0) return found.map(({ code }) => `country:${code ?? ''}`);
  return provinceOf(joinTokens(stripParticles(bare)), areas);
}

function withoutLeads(stretch: readonly Token[]): Token[] {
  let from = 0;
  for (
    let lead = matchAt(leads, stretch, 0);
    lead.code !== undefined && from + lead.length < stretch.length;
  ) {
    from += lead.length;
    lead = matchAt(leads, stretch, from);
  }
  return stretch.slice(from);
}

function withoutTails(stretch: readonly Token[]): Token[] {
  const last = stretch.findLastIndex(({ plain }) => !TAILS.has(plain));
  return stretch.slice(0, Math.max(1, last + 1));
}

function provinceOf(place: string, areas: Gazetteer | undefined): string[] {
  if (areas === undefined || place === '') return [];
  const province = areas.resolve(place, { level: 'province' });
  if (province.kind === 'one') return [`province:${province.area.code}`];
  const other = areas.resolve(place);
  const units = other.kind === 'one' ? [other.area] : [];
  return units
    .flatMap((unit) => areas.ancestors(unit.code).at(-1) ?? unit)
    .map((unit) => `province:${unit.code}`);
}
