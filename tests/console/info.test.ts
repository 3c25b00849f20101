import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findInfo } from '../../src/storage/info-pages.ts';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const form = (changes: Record<string, string> = {}): Record<string, string> => ({
  ...{ topic: 'figures', area: '', vi_title: 'Số ca mắc', vi_text: 'Cả tỉnh: 1 ca.\r\nĐang điều trị: 1.' },
  ...{ en_title: '', en_text: '', source: 'CDC Đồng Nai', source_at: '2020-03-27T08:00', publish: 'yes' },
  ...changes,
});

describe.skipIf(!hasPostgres())('pages of information (needs initdb and postgres)', () => {
  let console: TestConsole;
  let province: SignedIn;
  let browser: Visit;
  beforeAll(async () => {
    console = await startConsole();
    province = await console.someone(['75'], { role: 'communications', kind: 'communications' });
  });
  beforeEach(() => (browser = visit(console.app, province.headers)));
  afterAll(() => console.close());

  const all = () => console.db.selectFrom('info_pages').selectAll().execute();
  async function stored(changes?: Record<string, string>, by = browser): Promise<string> {
    const { status, headers } = await by.post('/console/info', form(changes));
    expect(status).toBe(303);
    return String(headers['location']).replace('/console/info/', '');
  }

  it('are what citizens can ask for, with source and time, as long as they are published', async () => {
    const id = await stored({ area: '731', en_title: 'Cases', en_text: 'One case.' });
    const shown = async () => (await findInfo(console.db)).pages.filter((page) => page.id === id);
    expect(await shown()).toEqual([
      {
        ...{ id, topic: 'figures', areaPath: ['75', '731'], source: 'CDC Đồng Nai' },
        sourceAt: Date.parse('2020-03-27T01:00:00Z'),
        texts: {
          vi: { title: 'Số ca mắc', text: 'Cả tỉnh: 1 ca.\nĐang điều trị: 1.' },
          en: { title: 'Cases', text: 'One case.' },
        },
      },
    ]);
    const { body } = await browser.get(`/console/info/${id}`);
    const bubbles = [...body.matchAll(/<p class="bubble" lang="(..)">([^<]*)<\/p>/g)];
    expect(bubbles.map(([, language]) => language)).toEqual(['vi', 'en', 'vi', 'en', 'vi', 'en']);
    expect(bubbles[0]?.[2]).toMatch(/^Số ca mắc\n\nCả tỉnh: 1 ca\.\nĐang điều trị: 1\.\n\n.*CDC Đồng Nai/s);
    const withdrawn = await browser.post(`/console/info/${id}`, form({ version: '1', publish: 'no' }));
    expect(withdrawn.status).toBe(303);
    expect(await shown()).toEqual([]);
    expect(textsOf((await browser.get(`/console/info/${id}`)).body)).toContain('Chưa hiện');
    expect((await browser.get('/console/info')).body).toContain(`/console/info/${id}`);
    const trail = await console.db.selectFrom('audit').selectAll().where('subject_id', '=', id).execute();
    expect(trail.map(({ action, detail }) => [action, detail])).toEqual([
      ['info_stored', { published: true }],
      ['info_stored', { published: false }],
    ]);
  });

  it.each<[Record<string, string>, string]>([
    [{ vi_title: ' ' }, 'phải có tiêu đề tiếng Việt'],
    [{ vi_text: '' }, 'phải có nội dung tiếng Việt'],
    [{ en_title: 'Cases' }, 'có tiêu đề thì phải có nội dung'],
    [{ en_text: 'One.' }, 'có tiêu đề thì phải có nội dung'],
    [{ source: '' }, 'phải ghi nguồn'],
    [{ source_at: 'hôm qua' }, 'chưa phải là ngày giờ'],
  ])('say what is missing in %o and keep what was typed', async (changes, words) => {
    const before = await all();
    const { status, body } = await browser.post('/console/info', form({ topic: 'contacts', ...changes }));
    expect(status).toBe(422);
    expect(textsOf(body).join(' ')).toContain(words);
    expect(body).toMatch(/<option value="contacts" selected/);
    expect(await all()).toEqual(before);
  });

  it('are changed by nobody else meanwhile, and only in one’s own area', async () => {
    const id = await stored();
    const address = `/console/info/${id}`;
    expect((await browser.post(address, form({ version: '1', vi_title: 'Mới' }))).status).toBe(303);
    expect((await browser.post(address, form({ version: '1', vi_title: 'Cũ' }))).status).toBe(409);
    expect((await browser.post(address, form())).status).toBe(400);
    expect((await browser.post(address, form({ version: '2' }), false)).status).toBe(403);
    expect((await browser.post('/console/info', form({ area: '01' }))).status).toBe(404);
    expect((await browser.post('/console/info', form({ topic: 'gossip' }))).status).toBe(400);
    const before = await all();
    const stranger = visit(console.app, (await console.someone(['01'], { kind: 'cdc' })).headers);
    expect((await stranger.get(address)).status).toBe(404);
    expect((await stranger.post(address, form({ version: '2' }))).status).toBe(404);
    expect((await stranger.get('/console/info')).body).not.toContain(id);
    const viewer = visit(
      console.app,
      (await console.someone(['75'], { role: 'viewer', kind: 'cdc' })).headers,
    );
    const looked = await viewer.get(address);
    expect(looked.status).toBe(200);
    expect(looked.body).not.toContain(`action="${address}"`);
    expect((await viewer.post(address, form({ version: '2' }))).status).toBe(403);
    expect((await viewer.get('/console/info/new')).status).toBe(403);
    expect(await all()).toEqual(before);
  });

  it('are shown as the messages they become on each channel', async () => {
    const id = await stored({ vi_text: 'Rửa tay bằng xà phòng. '.repeat(100) });
    const { body } = await browser.get(`/console/info/${id}`);
    const channels = body.split('<section class="chat').slice(1);
    const counts = channels.map((part) => [...part.matchAll(/<p class="bubble"/g)].length);
    expect(counts).toEqual([1, 2, 2]);
    expect(channels.map((part) => part.includes('nhận 2 tin nhắn liên tiếp'))).toEqual([false, true, true]);
  });

  it('show what was typed as text', async () => {
    const id = await stored({
      vi_title: '<img src=x onerror=alert(1)>',
      vi_text: '</textarea><script>x</script>',
    });
    for (const page of [`/console/info/${id}`, '/console/info']) {
      const { body } = await browser.get(page);
      expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
      expect(body).not.toMatch(/<img src=x|<script>x/);
    }
  });
});
