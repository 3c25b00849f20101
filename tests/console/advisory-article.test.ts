import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdvisory, type AdvisoryDraft } from '../../src/storage/advisories.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aDraft } from '../support/a-subscriber.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const article = {
  ...{ title: 'Phun khử khuẩn', author: 'Sở Y tế', cover: 'https://dongnai.gov.vn/bia.jpg' },
  description: 'Sáng mai phun khử khuẩn.',
};

describe.skipIf(!hasPostgres())('the article of an advisory (needs initdb and postgres)', () => {
  let console: TestConsole;
  let province: SignedIn;
  let browser: Visit;
  beforeAll(async () => {
    console = await startConsole();
    province = await console.someone(['75'], { kind: 'cdc' });
    browser = visit(console.app, province.headers);
  });
  afterAll(() => console.close());

  const made = async (changes: Partial<AdvisoryDraft> = {}): Promise<string> => {
    const expiresAt = new Date(NOON + 24 * 3_600_000);
    const draft = aDraft({ expiresAt, ...changes });
    return (await asStaff(console.db, province.staff, (tx) => createAdvisory(tx, draft))) ?? '';
  };
  const stored = (id: string) =>
    console.db
      .selectFrom('advisories')
      .select(['article', 'version', 'status'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();

  it('is suggested from the advisory, kept, shown, and taken back', async () => {
    const id = await made();
    const address = `/console/advisories/${id}`;
    const { body } = await browser.get(`${address}/article`);
    expect(body).toContain('value="Bà con nhớ rửa tay, đeo khẩu trang."');
    expect((await browser.post(`${address}/article`, { version: '1', ...article })).status).toBe(303);
    expect(await stored(id)).toMatchObject({ article, version: 2 });
    expect(textsOf((await browser.get(address)).body).join(' ')).toContain('“Phun khử khuẩn” – Sáng mai');
    expect((await browser.post(`${address}/article`, { version: '2', leave: 'yes' })).status).toBe(303);
    expect(await stored(id)).toMatchObject({ article: null });
  });

  it.each([
    [{ title: '' }, 'còn trống hoặc quá dài'],
    [{ description: 'x'.repeat(301) }, 'còn trống hoặc quá dài'],
    [{ cover: 'http://dongnai.gov.vn/bia.jpg' }, 'chưa phải địa chỉ bắt đầu bằng https://'],
    [{ cover: 'javascript:alert(1)' }, 'chưa phải địa chỉ bắt đầu bằng https://'],
  ])('is not taken with %o', async (changes, words) => {
    const id = await made();
    const fields = { version: '1', ...article, ...changes };
    const answer = await browser.post(`/console/advisories/${id}/article`, fields);
    expect(answer.status).toBe(422);
    expect(textsOf(answer.body).join(' ')).toContain(words);
    expect(await stored(id)).toMatchObject({ article: null, version: 1 });
  });

  it('does not go with an advisory for some only, also when it became so afterwards', async () => {
    const fields = { version: '1', ...article };
    const narrow = await made({ audience: { area: ['75'], levels: [3, 5] } });
    expect((await browser.post(`/console/advisories/${narrow}/article`, fields)).status).toBe(422);
    const id = await made();
    await browser.post(`/console/advisories/${id}/article`, fields);
    await console.db
      .updateTable('advisories')
      .set({ audience: JSON.stringify({ area: ['75', '731'] }) })
      .where('id', '=', id)
      .execute();
    await browser.post(`/console/advisories/${id}/steps`, { step: 'submit', version: '2' });
    expect(await stored(id)).toMatchObject({ status: 'draft' });
    expect(textsOf((await browser.get(`/console/advisories/${id}`)).body).join(' ')).toContain(
      'chỉ dùng được cho tin của cấp tỉnh trở lên',
    );
  });

  it('stands still once it is submitted', async () => {
    const id = await made();
    await browser.post(`/console/advisories/${id}/steps`, { step: 'submit', version: '1' });
    const { version } = await stored(id);
    await browser.post(`/console/advisories/${id}/article`, { version: String(version), ...article });
    expect(await stored(id)).toMatchObject({ status: 'submitted', article: null });
  });
});
