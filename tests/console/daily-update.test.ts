import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import { createSchedules } from '../../src/follow-up/schedules.ts';
import { declarationSchema } from '../../src/pipeline/declaration-schema.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { startConsole, type TestConsole } from '../support/a-console.ts';
import { isolated } from '../support/a-patient.ts';
import { untilPhone } from '../support/answers.ts';
import { begun, type Talker } from '../support/conversation.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26008'];
const HOURS = 60 * 60_000;

describe.skipIf(!hasPostgres())('a daily update at the health unit (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: Visit;
  let person: Talker;
  let id: string;
  beforeAll(async () => {
    console = await startConsole();
    officer = visit(console.app, (await console.someone(COMMUNE)).headers);
    person = begun();
    person.say(...untilPhone, 'phường Tân Hiệp, Biên Hòa', '12 đường 3');
    person.say('không', '1', 'đã xác định', '25/3', 'nhà máy', 'cao huyết áp', 'gửi');
    await store();
    const { person: whose, id: item } = await console.db
      .selectFrom('work_items')
      .selectAll()
      .executeTakeFirstOrThrow();
    id = whose;
    await isolated(console.db, { person: whose, item });
    for (const answers of [
      ['37,9', 'sốt', 'không'],
      ['38,6', 'sốt, ho', 'không'],
      ['38,7', 'khó thở', 'không'],
    ]) {
      person.now += 12 * HOURS;
      person.say('báo sức khỏe', ...answers);
      person.press('Nặng hơn');
      person.say('gửi');
      await store();
    }
  });
  afterAll(() => console.close());

  /** Everything that went out so far, as it comes from the queue; what is there already stays as it is. */
  const store = () =>
    insertDeclarations(
      console.db,
      person.turns
        .flatMap(({ events }) => events)
        .flatMap((event) => (event.type === 'declared' ? [event.declaration] : []))
        .map((declaration) => declarationSchema.parse(JSON.parse(JSON.stringify(declaration)))),
      { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set() },
    );
  const page = async () => textsOf((await officer.get(`/console/persons/${id}`)).body);

  it('is a line of the health log, each part of a day', async () => {
    const lines = await console.db
      .selectFrom('health_log')
      .select(['part', 'temperature', 'symptoms', 'source'])
      .orderBy('at')
      .execute();
    expect(lines).toEqual([
      { part: 'afternoon', temperature: '37.9', symptoms: ['fever'], source: 'bot' },
      { part: 'morning', temperature: '38.6', symptoms: ['fever', 'cough'], source: 'bot' },
      { part: 'afternoon', temperature: '38.7', symptoms: ['dyspnea'], source: 'bot' },
    ]);
  });

  it('leaves what is known of the person, and is told from a whole declaration', async () => {
    expect(
      await console.db.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    ).toMatchObject({
      ...{ name: 'Nguyễn Thị Hoa', area_path: COMMUNE, conditions: ['hypertension'] },
      ...{ exposures: ['case'], symptoms: ['dyspnea'], level: 4 },
    });
    const texts = await page();
    expect(texts.filter((text) => text === 'báo hằng ngày')).toHaveLength(3);
    expect(texts).toContain('So với lần trước');
    expect(texts.filter((text) => text === 'Nặng hơn')).toHaveLength(3);
  });

  it('makes whoever gets worse work', async () => {
    const schedules = createSchedules({
      ...{ db: console.db, timeZone: 'Asia/Ho_Chi_Minh' },
      queues: { add: () => Promise.resolve() },
    });
    expect(await schedules.watchHealth(new Date(person.now))).toBe(2);
    const texts = await page();
    expect(texts).toContain('Sốt từ 38,5 °C trở lên, đo được hai lần.');
    expect(texts).toContain('Mới thấy khó thở.');
  });
});
