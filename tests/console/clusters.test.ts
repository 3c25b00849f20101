import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';
import { visit } from '../support/visit.ts';

const DAY = 86_400_000;
const base = aDeclaration();
const A = '26011';
const B = '26014';

interface Said {
  urn: string;
  subject?: string;
  code?: string;
  level?: number;
  symptoms?: string[];
  daysAgo?: number;
  place?: string;
}

const said = ({
  urn,
  subject = 'self',
  code = A,
  level = 0,
  symptoms = [],
  daysAgo = 1,
  place,
}: Said): Declaration =>
  aDeclaration({
    ...{ urn: `telegram:${urn}`, subject, receipt: `${urn}-${subject}-${daysAgo}` },
    declaredAt: NOON - daysAgo * DAY,
    triage: { ...base.triage, level },
    person: {
      ...base.person,
      ...{ name: `Người ${urn} ${subject}`, symptoms },
      exposures: place === undefined ? [] : ['case'],
      area: { code, path: ['731', '75'], version: '2020' },
    },
    answers: place === undefined ? {} : { case_place: { value: place, raw: place, at: NOON } },
  });

describe.skipIf(!hasPostgres())('clusters on the page of figures (needs initdb and postgres)', () => {
  let console: TestConsole;
  const people = {} as Record<'centre' | 'stationA' | 'stationB' | 'press' | 'board', SignedIn>;
  beforeAll(async () => {
    console = await startConsole();
    people.centre = await console.someone(['75', '731'], { kind: 'district_centre' });
    people.stationA = await console.someone(['75', '731', A]);
    people.stationB = await console.someone(['75', '731', B]);
    people.press = await console.someone(['75'], { role: 'communications', kind: 'communications' });
    people.board = await console.someone(['75'], { role: 'viewer', kind: 'observer' });
    const corrected = said({ urn: 'corrected', subject: 'mother', level: 2 });
    const declarations = [
      said({ urn: 'sick', symptoms: ['cough'] }),
      said({ urn: 'sick', subject: 'mother', level: 2, daysAgo: 13 }),
      // Better since, but it was declared.
      said({ urn: 'sick', subject: 'mother', daysAgo: 2 }),
      said({ urn: 'sick', subject: 'child' }),
      // One of them too long ago, one alone, one corrected.
      said({ urn: 'old', level: 3 }),
      said({ urn: 'old', subject: 'mother', level: 3, daysAgo: 15 }),
      said({ urn: 'alone', level: 3 }),
      said({ urn: 'alone', level: 3, daysAgo: 2 }),
      said({ urn: 'corrected', level: 2 }),
      corrected,
      { ...said({ urn: 'corrected', subject: 'mother' }), receipt: 'again', amends: corrected.id },
      said({ urn: 'guest1', code: B, place: 'Quán cà phê <Đào>' }),
      said({ urn: 'guest2', code: B, place: 'quan ca phe <dao>' }),
      said({ urn: 'guest3', code: A, place: 'unknown' }),
      said({ urn: 'guest4', code: A, place: 'unknown' }),
      // One household that was there together is no cluster of that place.
      said({ urn: 'family', code: B, place: 'Chợ Tân Phong' }),
      said({ urn: 'family', code: B, subject: 'mother', place: 'Chợ Tân Phong' }),
    ];
    await insertDeclarations(console.db, declarations, {
      crypto: createFieldCrypto(randomBytes(32)),
      sensitive: new Set(['identity', 'insurance']),
    });
  });
  afterAll(() => console.close());

  /** The part about clusters: a line of words for each row. */
  async function clusters(
    who: SignedIn,
    query = '',
  ): Promise<{ rule: string; rows: string[]; part: string }> {
    const { body } = await visit(console.app, who.headers).get(`/console/figures${query}`);
    const part = body.split('<section').find((one) => one.includes('Chùm ca cần xem xét')) ?? '';
    const words = (text: string) =>
      text
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/ ([:,])/g, '$1')
        .trim();
    const rows = (part.split('<tbody>')[1] ?? '').split('</tr>').map(words).filter(Boolean);
    return { rule: words(/<p>(.*?)<\/p>/s.exec(part)?.[1] ?? ''), rows, part };
  }

  it('are people of one household who worry, and people who met somebody ill in one place', async () => {
    const { rows, rule, part } = await clusters(people.centre);
    expect(rows).toEqual([
      expect.stringMatching(
        /^Cùng hộ: Người sick mother, Người sick self Phường Bửu Long 2 2 · .+ 26\/03\/2020 12:00$/,
      ),
      expect.stringMatching(
        /^Cùng nơi “(Quán cà phê|quan ca phe) &lt;.+&gt;”: Người guest1 self, Người guest2 self /,
      ),
    ]);
    expect(part).not.toContain('<Đào>');
    expect(rule).toMatch(/^Trong 14 ngày qua\. Cùng hộ: từ 2 người .* chưa phải kết luận có ổ dịch\.$/);
  });

  it('are of the own area, for every station and for whoever asks for another', async () => {
    expect((await clusters(people.stationA)).rows).toEqual([expect.stringContaining('Người sick self')]);
    expect((await clusters(people.stationB)).rows).toEqual([expect.stringContaining('Người guest1')]);
    const asked = await clusters(people.stationA, `?area=${B}`);
    expect(asked.part).not.toContain('guest');
  });

  it('are counted only, and small counts not told, for who sees sums', async () => {
    for (const who of [people.press, people.board]) {
      const { rows, part, rule } = await clusters(who);
      expect(rows).toEqual([
        'Thành phố Biên Hòa Cùng hộ &lt;5 &lt;5',
        'Thành phố Biên Hòa Cùng nơi tiếp xúc &lt;5 &lt;5',
      ]);
      expect(part).not.toMatch(/Người (sick|guest)|Quán/);
      expect(rule).toContain('Cùng hộ: từ 2 người');
    }
    const more = Array.from({ length: 5 }, (_, i) => [
      said({ urn: `more${i}`, level: 2 }),
      said({ urn: `more${i}`, subject: 'mother', level: 2 }),
    ]).flat();
    await insertDeclarations(console.db, more, {
      crypto: createFieldCrypto(randomBytes(32)),
      sensitive: new Set(),
    });
    expect((await clusters(people.press)).rows[0]).toBe('Thành phố Biên Hòa Cùng hộ 6 12');
  });

  it('are none where the rule finds none, and the rule is said all the same', async () => {
    const elsewhere = await console.someone(['75', '732'], { kind: 'district_centre' });
    const { rows, part, rule } = await clusters(elsewhere);
    expect(rows).toEqual([]);
    expect(part).toContain('Không thấy chùm ca nào');
    expect(rule).toContain('14 ngày');
  });
});
