import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findUnit, unitsRightBelow, type Unit } from '../../src/storage/units.ts';
import { openTestConsole, textOf, type Browser, type TestConsole } from '../support/console-browser.ts';
import { makeDongNai, makeStaff, unitOf } from '../support/a-staff.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('units an admin adds and changes (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let opened: TestConsole;
  let centre: Unit;
  let station: Unit;
  let elsewhere: Unit;
  let browser: Browser;
  beforeAll(async () => {
    database = await createTestDatabase();
    await makeDongNai(database.db);
    centre = await unitOf(database.db, 'district_centre', '731');
    station = await unitOf(database.db);
    elsewhere = await unitOf(database.db, 'district_centre', '732');
  });
  beforeEach(async () => {
    opened = await openTestConsole(database.db);
    browser = await signedIn(centre);
  });
  afterAll(() => database.drop());

  const signedIn = async (unit: Unit, role: 'admin' | 'officer' = 'admin') =>
    opened.signIn((await makeStaff(database.db, unit.id, { role })).username);
  const change = (unit: Unit, fields: Record<string, string> = {}, by = browser) =>
    by.send(`/console/units/${unit.id}/change`, { name: unit.name, phone: '', ...fields });
  const add = (parent: Unit, fields: Record<string, string> = {}, by = browser) =>
    by.send(`/console/units/${parent.id}/add`, {
      ...{ name: 'Ban chỉ đạo phòng, chống dịch', phone: '', kind: 'observer', area: '731' },
      ...fields,
    });
  const codes = async (...answers: Promise<{ statusCode: number }>[]) =>
    (await Promise.all(answers)).map(({ statusCode }) => statusCode);
  const trail = (unit: string) =>
    database.db.selectFrom('audit').select(['action', 'detail']).where('subject_id', '=', unit).execute();

  it('change name and telephone, which the trail names and the page shows', async () => {
    const form = await browser.get(`/console/units/${station.id}/change`);
    expect(form.body).toContain(`value="${station.name}"`);
    const done = await change(station, { name: '  Trạm Y tế\u200b Tân  Hiệp ', phone: '(0251) 3822-115' });
    expect(done.headers['location']).toBe(`/console/units/${station.id}`);
    expect(await findUnit(database.db, station.id)).toEqual({
      ...station,
      ...{ name: 'Trạm Y tế Tân Hiệp', phone: '(0251) 3822-115' },
    });
    const page = textOf(await browser.get(`/console/units/${station.id}`));
    expect(page).toContain('Đã lưu thông tin đơn vị');
    expect(page).toContain('(0251) 3822-115');
    // What is the same is no change; an empty telephone is none.
    await change({ ...station, name: 'Trạm Y tế Tân Hiệp' }, { phone: '(0251) 3822-115' });
    await change({ ...station, name: 'Trạm Y tế Tân Hiệp' });
    expect(await trail(station.id)).toEqual([
      { action: 'unit_changed', detail: { fields: ['name', 'phone'] } },
      { action: 'unit_changed', detail: { fields: ['phone'] } },
    ]);
    expect(await findUnit(database.db, station.id)).toMatchObject({ phone: null });
  });

  it('are not changed to what is no name or no telephone', async () => {
    const wrong = await change(centre, { name: ' ', phone: 'gọi 115' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('id="name-error"');
    expect(wrong.body).toContain('id="phone-error"');
    const script = await change(centre, { name: '<script>alert(1)</script>', phone: '<b>' });
    expect(script.body).not.toContain('<script>alert');
    expect(
      await codes(change(centre, { phone: '1'.repeat(41) }), change(centre, { name: 'a'.repeat(201) })),
    ).toEqual([400, 400]);
    expect(await findUnit(database.db, centre.id)).toEqual(centre);
  });

  it('are added below one of theirs, for an area of it', async () => {
    const before = await unitsRightBelow(database.db, centre.id);
    const form = await browser.get(`/console/units/${centre.id}/add`);
    expect(textOf(form)).toContain(`trực thuộc ${centre.name}`);
    const done = await add(centre, { phone: '0251 3822 115' });
    const id = /units\/(.+)$/.exec(String(done.headers['location']))?.[1] ?? '';
    expect(await findUnit(database.db, id)).toEqual({
      ...{ id, name: 'Ban chỉ đạo phòng, chống dịch', kind: 'observer', parent: centre.id },
      ...{ areaVersion: '2020', areaPath: ['75', '731'], takesUnplaced: false, phone: '0251 3822 115' },
    });
    expect(await unitsRightBelow(database.db, centre.id)).toHaveLength(before.length + 1);
    expect(await trail(id)).toEqual([{ action: 'unit_added', detail: { kind: 'observer', area: '731' } }]);
    const again = await add(centre, { name: 'UBND phường', area: '26011' });
    const below = /units\/(.+)$/.exec(String(again.headers['location']))?.[1] ?? '';
    expect(await findUnit(database.db, below)).toMatchObject({ areaPath: ['75', '731', '26011'] });
    // Who works there sees the sums of that ward.
    const viewer = await makeStaff(database.db, below, { role: 'viewer' });
    const theirs = await opened.signIn(viewer.username);
    expect(textOf(await theirs.get('/console/figures'))).toContain('Phường Bửu Long');
  });

  it('are a station where there is none, and one of a kind for an area of its level', async () => {
    const taken = await add(centre, { kind: 'station', area: '26011' });
    expect(taken.statusCode).toBe(422);
    expect(textOf(taken)).toContain('đã có đơn vị loại đó');
    for (const fields of [
      { kind: 'station', area: '731' },
      { kind: 'district_centre', area: '26011' },
      { kind: 'cdc', area: '731' },
    ]) {
      const wrong = await add(centre, fields);
      expect(wrong.statusCode).toBe(422);
      expect(textOf(wrong)).toContain('không phụ trách địa bàn cấp đó');
    }
    const { db } = database;
    const own = await unitOf(db, 'station', '26011');
    await db.deleteFrom('units').where('id', '=', own.id).execute();
    expect((await add(centre, { kind: 'station', area: '26011', name: 'Trạm mới' })).statusCode).toBe(303);
    expect(await unitOf(db, 'station', '26011')).toMatchObject({ name: 'Trạm mới', parent: centre.id });
  });

  it('are there once when two admins add the same at the same moment, and offices have names of their own', async () => {
    const { db } = database;
    const own = await unitOf(db, 'station', '26014');
    await db.deleteFrom('units').where('id', '=', own.id).execute();
    const station = { kind: 'station', area: '26014', name: 'Trạm mới' };
    const other = await signedIn(centre);
    const both = await codes(...[browser, other, browser, other].map((by) => add(centre, station, by)));
    expect(both.toSorted()).toEqual([303, 422, 422, 422]);
    const office = { name: 'Ban Văn hóa', area: '26014' };
    expect((await codes(add(centre, office), add(centre, office, other))).toSorted()).toEqual([303, 422]);
    const taken = await add(centre, { ...office, name: 'ban văn hóa' });
    expect(textOf(taken)).toContain('đã có đơn vị mang tên đó');
    expect((await add(centre, { ...office, name: 'Ban Thông tin' })).statusCode).toBe(303);
    const units = await unitsRightBelow(db, centre.id);
    const second = units.find(({ name }) => name === 'Ban Thông tin');
    const renamed = await change(second ?? centre, { name: 'Ban Văn hóa' });
    expect([renamed.statusCode, textOf(renamed).includes('mang tên đó')]).toEqual([422, true]);
    expect(units.filter(({ areaPath }) => areaPath.at(-1) === '26014').map(({ name }) => name)).toEqual([
      ...['Ban Thông tin', 'Ban Văn hóa', 'Trạm mới'],
    ]);
  });

  it('are refused outside the own tree and the own area, and of kinds nobody may add', async () => {
    const cdc = await unitOf(database.db, 'cdc', '75');
    for (const unit of [elsewhere, cdc]) {
      expect(await codes(change(unit), add(unit))).toEqual([404, 404]);
      expect((await browser.get(`/console/units/${unit.id}/change`)).statusCode).toBe(404);
      expect((await browser.get(`/console/units/${unit.id}/add`)).statusCode).toBe(404);
    }
    expect(
      await codes(add(centre, { area: '732' }), add(centre, { area: '75' }), add(centre, { area: '' })),
    ).toEqual([404, 404, 404]);
    expect(await codes(add(centre, { kind: 'nation' }), add(centre, { kind: 'x' }))).toEqual([400, 400]);
    expect((await browser.get('/console/units/x/change')).statusCode).toBe(404);
    expect(
      (await browser.post(`/console/units/${centre.id}/change`, { name: 'X', phone: '' })).statusCode,
    ).toBe(403);
  });

  it('are for admins only', async () => {
    const officer = await signedIn(centre, 'officer');
    expect(await codes(change(station, {}, officer), add(centre, {}, officer))).toEqual([403, 403]);
    expect((await officer.get(`/console/units/${station.id}/change`)).statusCode).toBe(403);
    const nobody = opened.browser();
    expect(await codes(change(station, {}, nobody), add(centre, {}, nobody))).toEqual([303, 303]);
  });

  it('that see people are neither added nor changed by an office that sees sums only', async () => {
    const { db } = database;
    const office = await unitOf(db, 'communications', '75');
    const press = await signedIn(office);
    for (const kind of ['station', 'district_centre', 'cdc', 'health_department'])
      expect((await add(office, { kind, area: '75' }, press)).statusCode).toBe(403);
    const form = await press.get(`/console/units/${office.id}/add`);
    expect(form.body).not.toContain('value="cdc"');
    expect((await add(office, { area: '75' }, press)).statusCode).toBe(303);
    expect((await change(office, { phone: '1022' }, press)).statusCode).toBe(303);
    const odd = await db
      .updateTable('units')
      .set({ parent: office.id })
      .where('id', '=', elsewhere.id)
      .returning('id')
      .executeTakeFirstOrThrow();
    expect(odd.id).toBe(elsewhere.id);
    expect(await codes(change(elsewhere, {}, press), add(elsewhere, { area: '732' }, press))).toEqual([
      403, 403,
    ]);
    expect((await press.get(`/console/units/${elsewhere.id}`)).body).not.toContain('/change"');
    // Nor does a health unit put one below such an office.
    const department = await signedIn(await unitOf(db, 'health_department', '75'));
    expect((await add(office, { kind: 'cdc', area: '75' }, department)).statusCode).toBe(403);
  });
});
