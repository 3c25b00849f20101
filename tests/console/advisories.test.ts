import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aDraft } from '../support/a-subscriber.ts';
import { createAdvisory } from '../../src/storage/advisories.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const form = (changes: Record<string, string> = {}): Record<string, string> => ({
  ...{ title: 'Rửa tay', vi: 'Bà con nhớ rửa tay.', en: '', link: '', topic: 'news', urgency: 'normal' },
  ...{ expires: '2020-03-28T20:00', scheduled: '', rate: '', area: '', level_from: '', level_to: '' },
  ...{ status: '', active: '', told: '', campaign: '', phones: '' },
  ...changes,
});

describe.skipIf(!hasPostgres())('composing an advisory (needs initdb and postgres)', () => {
  let console: TestConsole;
  let province: SignedIn;
  let commune: SignedIn;
  let browser: Visit;
  beforeAll(async () => {
    console = await startConsole();
    province = await console.someone(['75'], { kind: 'cdc' });
    commune = await console.someone(['75', '731', '26011']);
  });
  beforeEach(() => (browser = visit(console.app, province.headers)));
  afterAll(() => console.close());

  const all = () => console.db.selectFrom('advisories').selectAll().orderBy('created_at').execute();
  async function composed(changes?: Record<string, string>, by = browser) {
    const before = (await all()).length;
    const { status, headers } = await by.post('/console/advisories', form(changes));
    expect(status).toBe(303);
    const made = (await all())[before];
    if (made === undefined) throw new Error('nothing was made');
    expect(headers['location']).toBe(`/console/advisories/${made.id}`);
    return made;
  }

  it('keeps everything that was chosen, with times of Vietnam', async () => {
    const made = await composed({
      ...{ en: 'Wash your hands.', link: 'https://ncov.moh.gov.vn', topic: 'prevention', urgency: 'urgent' },
      ...{ scheduled: '2020-03-28T08:00', rate: '5', area: '731', level_from: '2', status: 'followed' },
      ...{
        languages: 'en',
        channels: 'zalo-oa',
        active: '30',
        told: '7',
        campaign: '#Cho-Bien-Hoa',
        billed: 'yes',
      },
    });
    expect(made).toMatchObject({
      ...{ texts: { vi: 'Bà con nhớ rửa tay.', en: 'Wash your hands.' }, link: 'https://ncov.moh.gov.vn' },
      ...{ topic: 'prevention', urgency: 'urgent', billed: true, rate: 5, status: 'draft' },
      scheduled_at: new Date('2020-03-28T01:00:00Z'),
      expires_at: new Date('2020-03-28T13:00:00Z'),
      audience: {
        ...{ area: ['75', '731'], levels: [2, 5], status: 'followed', languages: ['en'] },
        ...{ channels: ['zalo-oa'], activeWithin: 30, notToldWithin: 7, campaign: 'cho-bien-hoa' },
      },
    });
    const page = await browser.get(`/console/advisories/${made.id}/edit`);
    for (const shown of ['value="2020-03-28T08:00"', 'value="2020-03-28T20:00"', 'value="cho-bien-hoa"'])
      expect(page.body).toContain(shown);
    expect(page.body).toMatch(/<option value="731" selected/);
    expect(page.body.match(/checked/g)).toHaveLength(3);
    const trail = await console.db
      .selectFrom('audit')
      .selectAll()
      .where('subject_id', '=', made.id)
      .execute();
    expect(trail.map(({ action, staff }) => [action, staff])).toEqual([['advisory_created', province.staff]]);
  });

  it('takes a list of telephone numbers as people write them, and names the lines that hold none', async () => {
    const list = '0912.345.678\n\n+84 912 345 678\r\n01201234567\nkhông có\n12\n(0251) 3822 966';
    const before = await all();
    const refused = await browser.post('/console/advisories', form({ phones: list, title: 'Danh sách' }));
    expect(refused.status).toBe(422);
    const words = textsOf(refused.body).join(' ');
    expect(words).toContain('2 dòng không phải số điện thoại, ở dòng: 5, 6');
    // Nothing that was typed is lost, and nothing is stored.
    expect(refused.body).toContain('không có\n12\n(0251) 3822 966</textarea>');
    expect(refused.body).toContain('value="Danh sách"');
    expect(await all()).toEqual(before);

    const mended = list.replace('không có\n12\n', '');
    const made = await composed({ phones: mended });
    const phonesOf = async () => {
      const rows = await console.db.selectFrom('advisory_phones').selectAll().orderBy('phone').execute();
      return rows.filter(({ advisory }) => advisory === made.id).map(({ phone }) => phone);
    };
    expect(await phonesOf()).toEqual(['+842513822966', '+84701234567', '+84912345678']);
    expect(made.audience).toEqual({ area: [], listed: true });
    const address = `/console/advisories/${made.id}/edit`;
    const page = await browser.get(address);
    expect(page.body).not.toContain('912345678');
    expect(textsOf(page.body).join(' ')).toContain('Giữ danh sách 3 số đã lưu');
    expect((await browser.post(address, form({ version: '1', keep_phones: 'yes' }))).status).toBe(303);
    expect(await phonesOf()).toHaveLength(3);
    expect((await browser.post(address, form({ version: '2' }))).status).toBe(303);
    expect(await phonesOf()).toEqual([]);
    expect((await all()).find(({ id }) => id === made.id)?.audience).toEqual({ area: [] });
  });

  it.each<[Record<string, string>, string]>([
    [{ expires: '' }, 'chưa phải là ngày giờ'],
    [{ expires: '2020-02-31T10:00' }, 'chưa phải là ngày giờ'],
    [{ scheduled: 'mai' }, 'chưa phải là ngày giờ'],
    [{ rate: '0' }, 'phải là số nguyên từ 1 đến 1000'],
    [{ told: '366' }, 'phải là số nguyên từ 1 đến 365'],
    [{ active: '1.5' }, 'phải là số nguyên từ 1 đến 3650'],
    [{ level_from: '4', level_to: '2' }, 'mức thấp phải đứng trước'],
    [{ campaign: 'chợ lớn' }, 'mã gồm 3 đến 40 chữ'],
    [{ phones: '0912345678\n'.repeat(20_001) }, 'nhiều hơn 20000 dòng'],
  ])('says what is wrong with %o and stores nothing', async (changes, words) => {
    const before = await all();
    const { status, body } = await browser.post('/console/advisories', form(changes));
    expect(status).toBe(422);
    expect(textsOf(body).join(' ')).toContain(words);
    expect(body).toContain('Bà con nhớ rửa tay.</textarea>');
    expect(await all()).toEqual(before);
  });

  it('does not understand what the form cannot send, and has no area but those below', async () => {
    const before = await all();
    for (const changes of [{ topic: 'gossip' }, { status: 'ill' }, { channels: 'fax' }, { level_from: '6' }])
      expect((await browser.post('/console/advisories', form(changes))).status).toBe(400);
    for (const area of ['01', '26x', "'"])
      expect((await browser.post('/console/advisories', form({ area }))).status).toBe(404);
    const local = visit(console.app, commune.headers);
    expect((await local.post('/console/advisories', form({ area: '75' }))).status).toBe(404);
    expect((await browser.post('/console/advisories', form(), false)).status).toBe(403);
    expect(await all()).toEqual(before);
  });

  it('keeps a list from being combined with health by who may not see it', async () => {
    const speaker = await console.someone(['75'], { role: 'communications', kind: 'communications' });
    const theirs = visit(console.app, speaker.headers);
    for (const health of [{ level_from: '5' }, { status: 'isolated' }]) {
      const answer = await theirs.post('/console/advisories', form({ phones: '0912345678', ...health }));
      expect(answer.status).toBe(422);
      expect(answer.body).toContain('không suy ra sức khỏe của một người');
    }
    expect((await composed({ phones: '0912345678' }, theirs)).author).toBe(speaker.staff);
  });

  it('is for who writes to people: others look', async () => {
    const made = await composed();
    const viewer = await console.someone(['75'], { role: 'viewer', kind: 'cdc' });
    const observer = await console.someone(['75'], { role: 'admin', kind: 'observer' });
    for (const { headers } of [viewer, observer]) {
      const looking = visit(console.app, headers);
      const page = await looking.get(`/console/advisories/${made.id}`);
      expect(page.status).toBe(200);
      const actions = [...page.body.matchAll(/<form method="post" action="([^"]+)"/g)].map(([, to]) => to);
      expect(actions).toEqual(['/console/language', '/console/sign-out']);
      expect((await looking.get('/console/advisories')).body).not.toContain('/console/advisories/new');
      for (const address of ['advisories/new', `advisories/${made.id}/edit`])
        expect((await looking.get(`/console/${address}`)).status).toBe(403);
      expect((await looking.post('/console/advisories', form())).status).toBe(403);
    }
  });

  it('changes nothing somebody else has changed since, and no draft but a draft', async () => {
    const { id } = await composed();
    const address = `/console/advisories/${id}/edit`;
    expect((await browser.post(address, form({ version: '1', title: 'Một' }))).status).toBe(303);
    expect((await browser.post(address, form({ version: '1', title: 'Hai' }))).status).toBe(409);
    expect((await browser.post(address, form({ title: 'Ba' }))).status).toBe(400);
    await console.db.updateTable('advisories').set({ status: 'submitted' }).where('id', '=', id).execute();
    await browser.post(address, form({ version: '2', title: 'Bốn' }));
    const { body } = await browser.get(`/console/advisories/${id}`);
    expect(body).toMatch(/class="alert alert-warning"[^>]*>Bước này không làm được/);
    expect((await all()).find((one) => one.id === id)?.title).toBe('Một');
  });

  it('is listed newest first, page by page, for its own area and those above', async () => {
    const title = 'Của xã';
    const local = visit(console.app, commune.headers);
    await composed({ title }, local);
    for (let i = 0; i < 31; i++)
      await asStaff(console.db, province.staff, (tx) => createAdvisory(tx, aDraft({ title: `Số ${i}.` })));
    const first = await browser.get('/console/advisories');
    expect([...first.body.matchAll(/>Số (\d+)\.</g)].map(([, i]) => Number(i))).toEqual(
      Array.from({ length: 30 }, (_, i) => 30 - i),
    );
    const next = /rel="next" href="([^"]+)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await browser.get(next);
    expect(second.body).toContain('Số 0.');
    expect(second.body).toContain(title);
    expect((await browser.get('/console/advisories?stage=over')).body).toContain('Chưa có tin nào');
    const theirs = await local.get('/console/advisories');
    expect(theirs.body).toContain(title);
    expect(theirs.body).not.toContain('Số 1');
    for (const query of ['after=x', 'stage=x', 'after=1.2'])
      expect((await browser.get(`/console/advisories?${query}`)).status).toBe(200);
  });
});
