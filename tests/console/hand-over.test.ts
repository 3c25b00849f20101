import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aPatient, isolated, type Patient } from '../support/a-patient.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26011'];
const NEIGHBOUR = ['75', '731', '26014'];

describe.skipIf(!hasPostgres())('handing a person over (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  let colleague: SignedIn;
  let neighbour: SignedIn;
  let cdc: SignedIn;
  let patient: Patient;
  let browser: Visit;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(COMMUNE);
    colleague = await console.someone(COMMUNE);
    neighbour = await console.someone(NEIGHBOUR);
    cdc = await console.someone(['75'], { kind: 'cdc' });
    const { db } = console;
    await db
      .updateTable('staff')
      .set({ unit: officer.unit, name: 'Lâm Thị Thu' })
      .where('id', '=', colleague.staff)
      .execute();
  });
  beforeEach(async () => {
    patient = await aPatient(console.db, COMMUNE, { name: 'Lê Văn Tám' });
    browser = visit(console.app, officer.headers);
  });
  afterAll(() => console.close());

  const page = () => `/console/persons/${patient.person}`;
  const item = () =>
    console.db.selectFrom('work_items').selectAll().where('id', '=', patient.item).executeTakeFirstOrThrow();
  const given = (to: string, version = '1') => ({
    ...{ item: patient.item, version, step: 'assign', to, note: 'Nhà ở gần chị.' },
  });
  const offered = (body: string) =>
    [...body.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(([, staff]) => staff);
  const someone = (changes: object) => console.db.updateTable('staff').set(changes);

  describe('work is given to a colleague', () => {
    it('of the unit, with a note, and the story says to whom', async () => {
      expect(offered((await browser.get(page())).body).toSorted()).toEqual(
        [officer.staff, colleague.staff].toSorted(),
      );
      const { headers } = await browser.post(`${page()}/steps`, given(colleague.staff));
      expect(headers['location']).toBe(page());
      expect(await item()).toMatchObject({ assigned_to: colleague.staff, status: 'assigned', version: 2 });
      const texts = textsOf((await browser.get(page())).body).join('\n');
      expect(texts).toContain('Đã giao việc.');
      expect(texts).toContain('Lâm Thị Thu đang phụ trách');
      expect(texts).toContain('đến: Lâm Thị Thu');
      expect(texts).toContain('Nhà ở gần chị.');
      const [line] = await trail('work_assign');
      expect(line).toMatchObject({ staff: officer.staff, detail: { to: colleague.staff } });
      const theirs = await visit(console.app, colleague.headers).get('/console/?only=mine');
      expect(theirs.body).toContain(patient.person);
    });

    it('by the tier above to whoever works at the station it lies with', async () => {
      browser = visit(console.app, cdc.headers);
      expect(offered((await browser.get(page())).body).toSorted()).toEqual(
        [cdc.staff, officer.staff, colleague.staff].toSorted(),
      );
      await browser.post(`${page()}/steps`, given(officer.staff));
      expect((await item()).assigned_to).toBe(officer.staff);
    });

    it('to nobody of elsewhere, nobody who only looks, and nobody who left', async () => {
      const left = await console.someone(COMMUNE);
      const viewer = await console.someone(COMMUNE, { role: 'viewer' });
      await someone({ unit: officer.unit, disabled_at: new Date() }).where('id', '=', left.staff).execute();
      await someone({ unit: officer.unit }).where('id', '=', viewer.staff).execute();
      for (const to of [neighbour.staff, cdc.staff, viewer.staff, left.staff, patient.person]) {
        expect((await browser.post(`${page()}/steps`, given(to))).status).toBe(404);
      }
      expect((await browser.post(`${page()}/steps`, given('x'))).status).toBe(400);
      expect(await item()).toMatchObject({ assigned_to: null, version: 1 });
    });

    it('not where somebody changed it since, and not by who only looks', async () => {
      await browser.post(`${page()}/steps`, given(colleague.staff));
      expect((await browser.post(`${page()}/steps`, given(officer.staff))).status).toBe(409);
      const viewer = visit(console.app, (await console.someone(COMMUNE, { role: 'viewer' })).headers);
      expect(offered((await viewer.get(page())).body)).toEqual([]);
      expect((await viewer.post(`${page()}/steps`, given(officer.staff, '2'))).status).toBe(403);
      expect((await item()).assigned_to).toBe(colleague.staff);
    });
  });

  describe('somebody lives elsewhere', () => {
    const move = (fields: Record<string, string>) => browser.post(`${page()}/move`, fields);

    it('and is found there by a name without diacritics, chosen, and new at the unit there', async () => {
      await browser.post(`${page()}/steps`, { ...given(officer.staff), step: 'not_reached' });
      const { body } = await browser.get(`${page()}/move?q=${encodeURIComponent('tan tien bien hoa')}`);
      expect(body).toContain('value="26014"');
      expect(textsOf(body)).toContain('Phường Tân Tiến, Thành phố Biên Hòa, Tỉnh Đồng Nai');
      const { headers } = await move({ place: '26014', line: '7 tổ 3', note: 'Đang ở nhà con gái.' });
      expect(headers['location']).toBe('/console/');
      expect(textsOf((await browser.get('/console/')).body).join()).toContain(
        'hồ sơ không mở được ở đây nữa',
      );
      expect((await browser.get(page())).status).toBe(404);

      const there = visit(console.app, neighbour.headers);
      expect((await there.get('/console/?status=new')).body).toContain(patient.person);
      const texts = textsOf((await there.get(page())).body).join('\n');
      expect(texts).toContain('7 tổ 3, Phường Tân Tiến, Thành phố Biên Hòa');
      expect(texts).toContain('Chuyển địa bàn');
      expect(texts).toContain('đến: Phường Tân Tiến, Thành phố Biên Hòa');
      expect(texts).toContain('Đang ở nhà con gái.');
      expect(await item()).toMatchObject({
        status: 'new',
        attempts: 0,
        assigned_to: null,
        call_again_at: null,
      });
      const [line] = await trail('person_move');
      expect(line).toMatchObject({ staff: officer.staff, detail: { from: '26011', to: '26014' } });
    });

    it('and stays with whoever looks after both places', async () => {
      browser = visit(console.app, cdc.headers);
      const { headers } = await move({ place: '26014' });
      expect(headers['location']).toBe(page());
      expect(textsOf((await browser.get(page())).body).join()).toContain('Việc chưa xong đi theo người này');
    });

    it('and goes on being followed there, in isolation as before', async () => {
      await isolated(console.db, patient);
      await console.db
        .updateTable('work_items')
        .set({ status: 'following', verified_at: new Date(), conclusion: 'home' })
        .where('id', '=', patient.item)
        .execute();
      await move({ place: '26014' });
      expect(await item()).toMatchObject({ status: 'following', conclusion: 'home', assigned_to: null });
      const there = visit(console.app, neighbour.headers);
      expect((await there.get('/console/isolations')).body).toContain(patient.person);
      expect((await browser.get('/console/isolations')).body).not.toContain(patient.person);
    });

    it('and whose work is done has it in their story too', async () => {
      await browser.post(`${page()}/steps`, { ...given(officer.staff), step: 'wrong' });
      await move({ place: '26014' });
      const texts = textsOf((await visit(console.app, neighbour.headers).get(page())).body);
      expect(texts).toContain('Chuyển địa bàn');
      expect(await item()).toMatchObject({ status: 'closed', area_path: COMMUNE });
    });

    it('in a district first, then in one of what lies in it', async () => {
      const { body } = await browser.get(`${page()}/move?q=${encodeURIComponent('huyện Long Thành')}`);
      const [link] = /\/console\/persons\/[^"]*\/move\?in=740[^"]*/.exec(body) ?? [];
      const inside = await browser.get((link ?? '').replaceAll('&amp;', '&'));
      expect(textsOf(inside.body)).toContain('Xã Phước Thái, Huyện Long Thành, Tỉnh Đồng Nai');
    });

    it('is refused where it changes nothing, is nowhere, or is none of theirs', async () => {
      expect((await move({ place: '26011' })).headers['location']).toBe(`${page()}/move`);
      expect(textsOf((await browser.get(`${page()}/move`)).body).join()).toContain('ở đúng nơi đó rồi');
      expect((await move({ place: '99999' })).status).toBe(400);
      expect((await move({})).status).toBe(400);
      const nowhere = await browser.get(`${page()}/move?q=${encodeURIComponent('"><b>qqq')}`);
      expect(nowhere.status).toBe(200);
      expect(nowhere.body).not.toContain('<b>qqq');
      expect(textsOf(nowhere.body).join()).toContain('Không thấy nơi nào tên như vậy');
      const others = visit(console.app, neighbour.headers);
      expect((await others.get(`${page()}/move`)).status).toBe(404);
      expect((await others.post(`${page()}/move`, { place: '26014' })).status).toBe(404);
      expect(await item()).toMatchObject({ area_path: COMMUNE, version: 1 });
    });
  });

  const trail = (action: string) =>
    console.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', action)
      .where('subject_id', '=', patient.person)
      .execute();
});
