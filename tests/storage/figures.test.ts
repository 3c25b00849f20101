import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asStaff, type Scoped } from '../../src/storage/as-staff.ts';
import {
  figuresByArea,
  figuresByDay,
  figuresByKind,
  figuresForAlarms,
  type Span,
} from '../../src/storage/figures.ts';
import { aPatient } from '../support/a-patient.ts';
import { aMember, anOfficer, aUnit, someAreas } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const A = ['75', '731', '26011'];
const B = ['75', '731', '26014'];
const AWAY = ['01', '001', '00001'];
const span: Span = {
  below: ['75', '731'],
  since: new Date('2020-03-20T17:00:00Z'),
  until: new Date('2020-03-28T02:00:00Z'),
  zone: 'Asia/Ho_Chi_Minh',
};

describe.skipIf(!hasPostgres())('figures (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let officer: string;
  let communications: string;
  let observer: string;
  let station: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    const { db } = database;
    await someAreas(db, [A, B, AWAY, ['75', '731', '26017']]);
    const declare = async (count: number, path: readonly string[], at: string, symptoms: string[]) => {
      const on = { declaredAt: Date.parse(at) };
      for (let i = 0; i < count; i++) await aPatient(db, path, { symptoms, exposures: [] }, on);
    };
    await declare(3, A, '2020-03-25T03:00:00Z', ['fever']);
    await declare(4, A, '2020-03-26T03:00:00Z', ['cough']);
    // Still the 26th by UTC, the 27th in Việt Nam.
    await declare(5, B, '2020-03-26T18:00:00Z', ['cough']);
    await declare(1, B, '2020-03-27T03:00:00Z', ['cough']);
    await declare(9, AWAY, '2020-03-27T03:00:00Z', ['fever']);
    const province = ['75'];
    officer = await anOfficer(db, province);
    station = await anOfficer(db, A);
    const press = await aUnit(db, { kind: 'communications', path: province });
    communications = await aMember(db, press, { role: 'communications' });
    const board = await aUnit(db, { kind: 'observer', path: province });
    observer = await aMember(db, board, { role: 'viewer' });
  });
  afterAll(() => database.drop());

  const as = <T>(staff: string, work: (tx: Scoped) => Promise<T>) => asStaff(database.db, staff, work);
  const days = async (staff: string) =>
    (await as(staff, (tx) => figuresByDay(tx, span))).map((one) => [one.day, one.declarations, one.persons]);

  it('are exact for health units, by the days of the zone', async () => {
    expect(await days(officer)).toEqual([
      ['2020-03-25', 3, 3],
      ['2020-03-26', 4, 4],
      ['2020-03-27', 6, 6],
    ]);
  });

  it('leave out counts from 1 to 4 for communications and observers, and tell all others', async () => {
    for (const staff of [communications, observer]) {
      expect(await days(staff)).toEqual([
        ['2020-03-25', null, null],
        ['2020-03-26', null, null],
        ['2020-03-27', 6, 6],
      ]);
      const [first] = await as(staff, (tx) => figuresByDay(tx, span));
      // None is no small count.
      expect(first?.family).toBe(0);
    }
  });

  it('are told by kind and by area in the same way', async () => {
    const kinds = async (staff: string) =>
      (await as(staff, (tx) => figuresByKind(tx, span)))
        .filter(({ kind }) => kind === 'symptoms')
        .map(({ code, declarations }) => [code, declarations])
        .sort();
    expect(await kinds(officer)).toEqual([
      ['cough', 10],
      ['fever', 3],
    ]);
    expect(await kinds(communications)).toEqual([
      ['cough', 10],
      ['fever', null],
    ]);
    const areas = async (staff: string) =>
      (await as(staff, (tx) => figuresByArea(tx, span.below, '2020', span.until))).map((one) => [
        one.code,
        one.persons,
        one.lastDay,
      ]);
    expect(await areas(officer)).toEqual([
      ['26011', 7, 0],
      ['26014', 6, 1],
      ['26017', 0, 0],
    ]);
    expect(await areas(communications)).toEqual([
      ['26011', 7, 0],
      ['26014', 6, null],
      ['26017', 0, 0],
    ]);
  });

  it('give what rises suddenly to nobody who sees sums alone', async () => {
    expect(await as(officer, (tx) => figuresForAlarms(tx, span))).toContainEqual({
      ...{ code: '26011', day: '2020-03-25', count: 3 },
    });
    for (const staff of [communications, observer]) {
      expect(await as(staff, (tx) => figuresForAlarms(tx, span))).toEqual([]);
    }
  });

  it('are of the own area, whatever is asked', async () => {
    for (const below of [[], ['01'], ['75'], B]) {
      expect(await as(station, (tx) => figuresByDay(tx, { ...span, below }))).toEqual([]);
      expect(await as(station, (tx) => figuresByKind(tx, { ...span, below }))).toEqual([]);
    }
    expect(await as(station, (tx) => figuresByDay(tx, { ...span, below: A }))).toHaveLength(2);
  });
});
