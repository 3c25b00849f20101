import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeFStatus, type Contact } from '../../src/follow-up/f-status.ts';

/** `a>b b>c` */
const links = (text: string): Contact[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((pair) => {
      const [source = '', contact = ''] = pair.split('>');
      return { source, contact };
    });

describe('F0 to F5', () => {
  it.each([
    ['a chain ends at F5', { a: 0 }, 'a>b b>c c>d d>e e>f f>g', 'b1 c2 d3 e4 f5 g-'],
    ['a diamond takes the nearer way', { a: 0 }, 'a>b a>c c>d b>e e>d', 'b1 c1 d2 e2'],
    ['the nearest of several sources counts', { a: 3, b: 1 }, 'a>c b>c', 'c2'],
    ['a circle comes to an end', { a: 0 }, 'a>b b>c c>b c>a', 'b1 c2'],
    ['a circle of nobody is nothing', {}, 'a>b b>a', 'a- b-'],
    ['negative passes nothing on', { a: 0, b: null }, 'a>b b>c', 'c-'],
    ['negative leaves another way', { a: 0, b: null }, 'a>b b>c a>d d>c', 'd1 c2'],
    ['what is set stays, and passes on what is set', { a: 0, b: 4 }, 'a>b b>c', 'c5'],
    ['a contact that became a case makes others nearer', { a: 0, c: 0 }, 'a>b b>c c>d', 'b1 d1'],
  ] as const)('%s', (_what, set, contacts, expected) => {
    const known = Object.entries(set).map(([id, f]) => ({ id, f }));
    const computed = [...computeFStatus(known, links(contacts))]
      .map(([id, f]) => `${id}${f ?? '-'}`)
      .toSorted();
    expect(computed).toEqual(expected.split(' ').toSorted());
  });

  it('is one more than the nearest source, for every graph', () => {
    const id = fc.integer({ min: 0, max: 12 }).map(String);
    const contacts = fc.array(fc.record({ source: id, contact: id }), { maxLength: 40 });
    const set = fc.uniqueArray(fc.record({ id, f: fc.option(fc.integer({ min: 0, max: 5 })) }), {
      selector: (person) => person.id,
      maxLength: 4,
    });
    fc.assert(
      fc.property(set, contacts, (known, all) => {
        const met = all.filter(({ source, contact }) => source !== contact);
        const computed = computeFStatus(known, met);
        const fixed = new Map(known.map((person) => [person.id, person.f]));
        const of = (who: string) => (fixed.has(who) ? fixed.get(who) : computed.get(who)) ?? null;
        for (const [who, f] of computed) {
          const sources = met.filter(({ contact }) => contact === who).map(({ source }) => of(source));
          const nearest = Math.min(...sources.map((source) => source ?? Infinity));
          // Nobody holds up a circle by themselves: the status leads back to somebody set.
          expect(f).toBe(nearest < 5 ? nearest + 1 : null);
        }
      }),
      { numRuns: 500 },
    );
  });
});
