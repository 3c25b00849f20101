import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdvisory, type AdvisoryDraft } from '../../src/storage/advisories.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aPatient } from '../support/a-patient.ts';
import { aDraft, aSubscriber } from '../support/a-subscriber.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26011'];
const hoursAgo = (hours: number) => new Date(NOON - hours * 3_600_000);

describe.skipIf(!hasPostgres())('an advisory on its way (needs initdb and postgres)', () => {
  let console: TestConsole;
  let author: SignedIn;
  let second: SignedIn;
  let commune: SignedIn;
  let stranger: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    author = await console.someone(['75'], { kind: 'cdc' });
    second = await console.someone(['75'], { kind: 'health_department' });
    commune = await console.someone(COMMUNE);
    stranger = await console.someone(['75', '731', '26014']);
    const { db } = console;
    const chats: [string, number][] = [
      ...[1, 2, 3, 4, 5, 6].map((n): [string, number] => [`telegram:${n}`, 1]),
      ...([
        ['zalo-oa:1', 1],
        ['zalo-oa:2', 60],
        ['zalo-oa:3', 60],
        ['zalo-oa:4', 200],
      ] as [string, number][]),
    ];
    for (const [urn, hours] of chats) {
      const { person } = await aPatient(db, COMMUNE, { name: urn }, { urn: `telegram:d${urn}` });
      await aSubscriber(db, urn, { person, heard_at: hoursAgo(hours) });
    }
    const { person } = await aPatient(db, COMMUNE, { name: 'đã chặn' });
    await aSubscriber(db, 'telegram:gone', { person, stopped_at: hoursAgo(1) });
  });
  afterAll(() => console.close());

  const as = ({ headers }: SignedIn) => visit(console.app, headers);
  const made = async (by: SignedIn, changes: Partial<AdvisoryDraft> = {}) => {
    const draft = aDraft({ expiresAt: new Date(NOON + 24 * 3_600_000), ...changes });
    return (await asStaff(console.db, by.staff, (tx) => createAdvisory(tx, draft))) ?? '';
  };
  const read = (id: string) =>
    console.db.selectFrom('advisories').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  /** Takes a step as the page offers it; gives what was said. */
  async function step(by: SignedIn, id: string, name: string, fields: Record<string, string> = {}) {
    const { version } = await read(id);
    const browser = as(by);
    const answer = await browser.post(`/console/advisories/${id}/steps`, {
      ...{ step: name, version: String(version) },
      ...fields,
    });
    expect(answer.status).toBe(303);
    const { body } = await browser.get(`/console/advisories/${id}`);
    return /class="alert alert-(?:success|warning)"[^>]*>([^<]+)</.exec(body)?.[1] ?? '';
  }
  const stepsAt = async (by: SignedIn, id: string) =>
    [...(await as(by).get(`/console/advisories/${id}`)).body.matchAll(/name="step" value="([a-z]+)"/g)].map(
      ([, name]) => name,
    );

  it('from the province up is agreed to by a second person', async () => {
    const id = await made(author);
    expect(await stepsAt(author, id)).toEqual(['submit', 'cancel']);
    expect(await step(author, id, 'approve')).toContain('không làm được');
    expect(await step(author, id, 'submit')).toBe('Đã trình duyệt.');
    expect(await stepsAt(author, id)).toEqual(['return', 'cancel']);
    expect((await as(author).get(`/console/advisories/${id}`)).body).toContain('cần một người khác');
    expect(await step(author, id, 'approve')).toContain('Cần một người khác');
    expect(await step(second, id, 'return')).toBe('Vui lòng ghi cần sửa gì.');
    expect(await step(second, id, 'return', { note: 'Ghi rõ <b>giờ</b>.' })).toBe('Đã trả lại để sửa.');
    expect((await as(author).get(`/console/advisories/${id}`)).body).toContain(
      'Ghi rõ &lt;b&gt;giờ&lt;/b&gt;.',
    );
    await step(author, id, 'submit');
    expect(await stepsAt(second, id)).toEqual(['approve', 'return', 'cancel']);
    expect(await step(second, id, 'approve')).toContain('Đã duyệt.');
    expect(await read(id)).toMatchObject({ status: 'approved', approved_by: second.staff });
    expect(await stepsAt(second, id)).toEqual(['pace', 'return', 'cancel']);
    expect(await step(author, id, 'pace', { rate: '3' })).toBe('Đã đổi tốc độ.');
    expect((await read(id)).rate).toBe(3);
    expect(await step(author, id, 'cancel')).toBe('Đã hủy.');
    expect(await stepsAt(author, id)).toEqual([]);

    const events = await console.db
      .selectFrom('advisory_events')
      .selectAll()
      .where('advisory', '=', id)
      .execute();
    const deeds = ['submit', 'return', 'submit', 'approve', 'pace', 'cancel'];
    expect(events.map(({ kind }) => kind).sort()).toEqual(['created', ...deeds].sort());
    const trail = await console.db
      .selectFrom('audit')
      .select('action')
      .where('subject_id', '=', id)
      .execute();
    expect(trail.map(({ action }) => action).sort()).toEqual(deeds.map((deed) => `advisory_${deed}`).sort());
    const story = textsOf((await as(author).get(`/console/advisories/${id}`)).body).join(' ');
    for (const words of ['Soạn tin', 'Trình duyệt', 'Trả lại', 'Duyệt', 'Đổi tốc độ', 'Hủy'])
      expect(story).toContain(words);
  });

  it('of a commune is agreed to by whoever wrote it', async () => {
    const id = await made(commune);
    await step(commune, id, 'submit');
    expect(await step(commune, id, 'approve')).toContain('Đã duyệt.');
  });

  it('is not submitted as long as something is wrong with it, and says what', async () => {
    const id = await made(author, {
      ...{ title: '', texts: { en: 'x'.repeat(2_100) }, link: 'javascript:alert(1)' },
      expiresAt: new Date(NOON - 1),
    });
    expect(await step(author, id, 'submit')).toContain('Chưa trình duyệt được');
    const words = textsOf((await as(author).get(`/console/advisories/${id}`)).body).join(' ');
    for (const fault of [
      'Chưa có tên tin',
      'Chưa có nội dung tiếng Việt',
      'Nội dung English dài',
      'địa chỉ web',
      'Đã quá giờ hết hạn',
    ])
      expect(words).toContain(fault);
    expect((await read(id)).status).toBe('draft');
  });

  it('shows how it will look on each channel, with how to stop and how long it is', async () => {
    const texts = { vi: 'Chợ Biên Hòa\n<b>đóng cửa</b>.', en: 'The market is closed.' };
    const id = await made(author, { texts, link: 'https://dongnai.gov.vn' });
    const { body } = await as(author).get(`/console/advisories/${id}`);
    const bubbles = [...body.matchAll(/<p class="bubble" lang="(..)">([^<]*)<\/p>/g)];
    expect(bubbles.map(([, language]) => language)).toEqual(['vi', 'en', 'vi', 'en', 'vi', 'en']);
    const stop = 'Không muốn nhận tin này nữa, xin nhắn DỪNG.';
    const text = `Chợ Biên Hòa\n&lt;b&gt;đóng cửa&lt;/b&gt;.\n\nhttps://dongnai.gov.vn\n\n${stop}`;
    expect(bubbles[0]?.[2]).toBe(text);
    const length = `${texts.vi}\n\nhttps://dongnai.gov.vn\n\n${stop}`.length;
    expect(textsOf(body)).toContain(`${length} / 4.096 ký tự`);
    expect(textsOf(body)).toContain(`${length} / 2.000 ký tự`);
    const one = await made(author, { audience: { area: [], channels: ['zalo-oa'] } });
    const only = await as(author).get(`/console/advisories/${one}`);
    expect(only.body.match(/class="bubble"/g)).toHaveLength(1);
    expect(only.body).toContain('Chưa có bản tiếng Anh');
  });

  it('counts whom it reaches by channel and class, who is left out, and how long it takes', async () => {
    const id = await made(author, { rate: 1 });
    const rows = async (by: SignedIn, address: string) => {
      const { body } = await as(by).get(`/console/advisories/${address}`);
      return [...body.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row]) => textsOf(row ?? ''));
    };
    const heads = [
      ...['Kênh', 'Gửi miễn phí', 'Bị tính tiền', 'Chỉ gửi được bằng mẫu'],
      ...['Chỉ đến được bằng bài viết', 'Nền tảng không nhận'],
      'Thời gian gửi, ít nhất',
    ];
    const seen = await rows(author, `${id}/audience`);
    expect(seen).toEqual([
      heads,
      ['Telegram', '6', '0', '0', '0', '0', '7 giây'],
      ['Zalo OA', '1', '2', '1', '0', '0', '2 giây'],
    ]);
    expect(await rows(author, `${id}?count=yes`)).toEqual(seen);
    const speaker = await console.someone(['75'], { role: 'communications', kind: 'communications' });
    const hidden = await rows(speaker, `${id}/audience`);
    expect(hidden.slice(1).map((row) => row.filter((text) => !text.startsWith('từ 1 đến 4')))).toEqual([
      ['Telegram', '6', '0', '0', '0', '0', '7 giây'],
      ['Zalo OA', '&lt;5', '&lt;5', '&lt;5', '0', '0', '0 giây'],
    ]);
    const words = textsOf((await as(author).get(`/console/advisories/${id}/audience`)).body);
    expect(words[words.indexOf('Không gửi: đã ngừng nhận hoặc đã chặn') + 1]).toBe('1');
  });

  it('of another area is not there, at any address', async () => {
    const id = await made(commune, { title: 'Chỉ của Tân Phong' });
    const browser = as(stranger);
    const pages = ['', '/edit', '/template', '/audience', '/progress', '/report.csv?by=channel'];
    for (const page of pages)
      expect([page, (await browser.get(`/console/advisories/${id}${page}`)).status]).toEqual([page, 404]);
    const before = await read(id);
    for (const [address, fields] of [
      ['steps', { step: 'cancel', version: '1' }],
      ['retry', {}],
      ['test', { channel: 'telegram' }],
      ['template', { template: '', version: '1' }],
    ] as const)
      expect((await browser.post(`/console/advisories/${id}/${address}`, fields)).status).toBe(404);
    expect(await read(id)).toEqual(before);
    expect((await browser.get('/console/advisories')).body).not.toContain('Chỉ của Tân Phong');
    expect((await browser.get('/console/advisories/x')).status).toBe(404);
  });

  it('takes no step that is none, is old, or comes from elsewhere', async () => {
    const id = await made(author);
    const address = `/console/advisories/${id}/steps`;
    const browser = as(author);
    for (const fields of [
      ...[{ step: 'halt', version: '1' }, { step: 'fly', version: '1' }, { step: 'submit' }],
      ...[
        { step: 'pace', version: '1', rate: '0' },
        { step: 'submit', version: 'x' },
      ],
    ] as Record<string, string>[])
      expect((await browser.post(address, fields)).status).toBe(400);
    expect((await browser.post(address, { step: 'submit', version: '7' })).status).toBe(409);
    expect((await browser.post(address, { step: 'submit', version: '1' }, false)).status).toBe(403);
    const viewer = await console.someone(['75'], { role: 'viewer', kind: 'cdc' });
    expect((await as(viewer).post(address, { step: 'submit', version: '1' })).status).toBe(403);
    expect((await read(id)).status).toBe('draft');
  });
});
