import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import { createSchedules } from '../../src/follow-up/schedules.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { mergePersons } from '../../src/storage/persons.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { aPatient, isolated, type Patient } from '../support/a-patient.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26011'];
const HOUR = 3_600_000;

describe.skipIf(!hasPostgres())('somebody in isolation gets worse (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  let browser: Visit;
  let patient: Patient;
  let isolation: string;
  let urn: Declaration['urn'];
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(COMMUNE);
    browser = visit(console.app, officer.headers);
  });
  afterAll(() => console.close());
  beforeEach(async () => {
    urn = `telegram:${randomBytes(8).toString('hex')}`;
    patient = await aPatient(console.db, COMMUNE, {}, { urn });
    isolation = await isolated(console.db, patient);
    await followed();
    await watch();
  });

  /** Verified, and followed at home for two weeks. */
  const followed = (changes: object = {}) =>
    console.db
      .updateTable('work_items')
      .set({
        ...{
          status: 'following',
          verified_at: new Date(NOON),
          conclusion: 'home',
          assigned_to: officer.staff,
        },
        ...{ deadline: new Date(NOON + 300 * HOUR), ...changes },
      })
      .where('id', '=', patient.item)
      .execute();
  const now = (): Date => new Date(NOON);
  /** What `work` does every minute. */
  const watch = () =>
    createSchedules({
      ...{ db: console.db, timeZone: 'Asia/Ho_Chi_Minh' },
      queues: { add: () => Promise.resolve() },
    }).watchHealth(now());
  const note = (day: string, part: string, temperature: string, symptoms = '') =>
    browser.post(`/console/isolations/${isolation}/log`, {
      ...{ day: `2020-03-${day}`, part, temperature, source: 'phone' },
      ...(symptoms !== '' && { symptoms }),
    });
  const declare = (clock: string, changes: Partial<Declaration['person']>, answers = {}) => {
    const base = aDeclaration();
    const declaredAt = Date.parse(`2020-03-${clock}:00+07:00`);
    return insertDeclarations(
      console.db,
      [
        {
          ...{ ...base, urn, declaredAt, answers: { ...base.answers, ...answers } },
          person: { ...base.person, symptoms: [], ...changes },
          triage: { ...base.triage, level: 1, deadlineMinutes: null },
        },
      ],
      { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set() },
    );
  };
  const hot = (value: number) => ({ temperature: { value, raw: String(value), at: NOON } });
  const item = () =>
    console.db.selectFrom('work_items').selectAll().where('id', '=', patient.item).executeTakeFirstOrThrow();
  const story = async () => textsOf((await browser.get(`/console/persons/${patient.person}`)).body);
  const raised = async () => (await story()).filter((text) => text === 'Sức khỏe xấu đi').length;

  it('by two high temperatures, heard on the phone: new work of level 4, due in four hours, and why', async () => {
    await note('27', 'morning', '38.6');
    expect(await watch()).toBe(0);
    expect(await item()).toMatchObject({ status: 'following' });
    await note('27', 'afternoon', '38.5');
    expect(await watch()).toBe(1);
    expect(await item()).toMatchObject({
      ...{ status: 'new', level: 4, assigned_to: null, verified_at: null, conclusion: 'home' },
      deadline: new Date(NOON + 4 * HOUR),
    });
    expect(await story()).toContain('Sốt từ 38,5 °C trở lên, đo được hai lần.');
    expect((await browser.get('/console/?status=new&level=4')).body).toContain(patient.person);
  });

  it('once for one cause, by however many processes, and not again when it was seen to', async () => {
    await note('27', 'morning', '37.4', 'dyspnea');
    const all = await Promise.all(Array.from({ length: 5 }, watch));
    expect(all.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await item()).toMatchObject({ status: 'new', deadline: new Date(NOON + 2 * HOUR) });
    await followed();
    await note('27', 'afternoon', '37.2', 'dyspnea');
    expect(await watch()).toBe(0);
    expect(await item()).toMatchObject({ status: 'following' });
    expect(await story()).toContain('Mới thấy khó thở.');
    expect(await raised()).toBe(1);
  });

  it('by fever on three days, as they said themselves and a visit found', async () => {
    await declare('26T07:10', {}, hot(37.8));
    await declare('27T07:10', {}, hot(37.6));
    await note('28', 'morning', '37.5');
    expect(await watch()).toBe(1);
    expect(await story()).toContain('Sốt ba ngày liền.');
  });

  it('by a danger sign they declare, though they chose no symptom', async () => {
    await declare('27T07:10', {}, { danger_signs: { value: ['severe_dyspnea'], raw: '', at: NOON } });
    expect(await watch()).toBe(1);
    expect(await story()).toContain('Mới thấy khó thở.');
  });

  it('not by a reading they corrected', async () => {
    await declare('27T07:10', {}, hot(39.5));
    await declare('27T07:12', {}, hot(39.1));
    expect(await watch()).toBe(0);
  });

  it('while nobody called yet: to be done sooner, and whoever has it keeps it', async () => {
    const call = { status: 'assigned', verified_at: null, call_again_at: new Date(NOON + 30 * HOUR) };
    await followed(call);
    await note('27', 'morning', '37', 'dyspnea');
    expect(await watch()).toBe(1);
    expect(await item()).toMatchObject({
      ...{ status: 'assigned', assigned_to: officer.staff, level: 4, call_again_at: null },
      deadline: new Date(NOON + 2 * HOUR),
    });
    await followed({ ...call, deadline: new Date(NOON + HOUR) });
    await note('28', 'morning', '38.6');
    await note('28', 'afternoon', '38.6');
    expect(await watch()).toBe(1);
    expect((await item()).deadline).toEqual(new Date(NOON + HOUR));
  });

  it('when their work was done: it is work again', async () => {
    await followed({ status: 'closed', outcome: 'done', closed_at: new Date(NOON) });
    await note('27', 'morning', '37', 'dyspnea');
    expect(await watch()).toBe(1);
    const open = await console.db
      .selectFrom('work_items')
      .selectAll()
      .where('person', '=', patient.person)
      .where('closed_at', 'is', null)
      .execute();
    expect(open).toMatchObject([
      { kind: 'verify', status: 'new', level: 4, reopens: patient.item, deadline: new Date(NOON + 2 * HOUR) },
    ]);
    expect(await raised()).toBe(1);
  });

  it('and is one person with another: what was raised stays raised', async () => {
    await note('27', 'morning', '37', 'dyspnea');
    expect(await watch()).toBe(1);
    const kept = await aPatient(console.db, COMMUNE);
    await asStaff(console.db, officer.staff, (tx) => mergePersons(tx, patient.person, kept.person));
    await note('27', 'afternoon', '37', 'dyspnea');
    expect(await watch()).toBe(0);
  });

  it('in a hospital, or after the isolation: that is not for the station', async () => {
    const set = (changes: object) =>
      console.db.updateTable('isolations').set(changes).where('id', '=', isolation).execute();
    await set({ place: 'facility' });
    await note('27', 'morning', '39', 'dyspnea');
    expect(await watch()).toBe(0);
    await set({ place: 'home' });
    // It was looked at; a new line is looked at with all of them.
    expect(await watch()).toBe(0);
    await note('27', 'afternoon', '39', 'dyspnea');
    expect(await watch()).toBe(2);
  });
});
