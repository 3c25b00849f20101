import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PICTURE_MOST } from '../../src/console/read-picture.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { findAdvisory } from '../../src/storage/advisories.ts';
import { setAdvisoryPicture } from '../../src/storage/advisory-pictures.ts';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aPicture } from '../support/a-picture.ts';
import { hasPostgres } from '../support/postgres.ts';

const jpeg = aPicture('jpeg');
const png = aPicture('png');
const ROOT = 'https://khaibao.example.vn';

describe.skipIf(!hasPostgres())('the picture of an advisory (needs initdb and postgres)', () => {
  let console: TestConsole;
  let author: SignedIn;
  beforeAll(async () => {
    console = await startConsole(undefined, { publicUrl: ROOT });
    author = await console.someone(['75', '731'], { role: 'communications' });
  });
  afterAll(() => console.close());

  const typed = {
    ...{ title: 'Rửa tay', vi: 'Bà con nhớ rửa tay.', en: '', link: '', alt: 'Sáu bước rửa tay' },
    ...{ topic: 'news', urgency: 'normal', expires: '2020-03-28T12:00', scheduled: '', rate: '' },
  };
  async function send(
    url: string,
    fields: Record<string, string | Blob>,
    who: SignedIn = author,
  ): Promise<{ status: number; body: string; to: string }> {
    const page = await console.app.inject({ url: '/console/account', headers: who.headers });
    const form = new FormData();
    form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '');
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string') form.set(name, value);
      // A name says nothing about what is in a file.
      else form.set(name, value, name === 'file' ? 'so.csv' : 'anh.jpg');
    }
    const request = new Request('http://console.invalid', { method: 'POST', body: form });
    const cookies = page.cookies.map(({ name, value }) => `${name}=${value}`);
    const answer = await console.app.inject({
      ...{ method: 'POST', url, payload: Buffer.from(await request.arrayBuffer()) },
      headers: {
        cookie: [who.headers.cookie, ...cookies].join('; '),
        'content-type': request.headers.get('content-type') ?? '',
      },
    });
    return {
      ...{ status: answer.statusCode, body: answer.body },
      to: new URL(answer.headers.location ?? '/', ROOT).pathname,
    };
  }
  const blob = (bytes: Buffer) => new Blob([new Uint8Array(bytes)]);
  const idOf = ({ to }: { to: string }) => to.split('/').at(-1) ?? '';
  const made = async (fields: Record<string, string | Blob> = { picture: blob(png) }) =>
    idOf(await send('/console/advisories', { ...typed, ...fields }));
  const stored = async (id: string) => {
    const advisory = await asStaff(console.db, author.staff, (tx) => findAdvisory(tx, id));
    if (advisory === undefined) throw new Error('not stored');
    return advisory;
  };
  const edit = async (id: string, fields: Record<string, string | Blob>) =>
    send(`/console/advisories/${id}/edit`, {
      ...{ ...typed, version: String((await stored(id)).version) },
      ...fields,
    });
  const get = (url: string) => console.app.inject({ url });
  const fileOf = async (id: string) => (await stored(id)).picture?.file ?? '';

  it('is served to everybody as what it is, and tells nothing of whoever took it', async () => {
    const taken = aPicture('jpeg', { taken: 'GPS 20.9N 107.1E' });
    expect(taken.includes('GPS')).toBe(true);
    const id = await made({ picture: blob(taken) });
    const { picture } = await stored(id);
    expect(picture).toEqual({
      ...{ file: picture?.file, url: `${ROOT}/pictures/${picture?.file}` },
      // Turned by a quarter, as the camera said it was held.
      ...{ alt: 'Sáu bước rửa tay', width: 240, height: 320 },
    });
    const served = await get(`/pictures/${picture?.file}`);
    expect(served.statusCode).toBe(200);
    expect(served.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(served.rawPayload.includes('GPS')).toBe(false);
    expect(served.rawPayload.length).toBeLessThanOrEqual(PICTURE_MOST);
    const isPng = await get(`/pictures/${await fileOf(await made())}`);
    expect(isPng.headers['content-type']).toBe('image/png');
    expect(isPng.rawPayload).toEqual(png);
  });

  it('is at no other address', async () => {
    const file = await fileOf(await made());
    for (const other of [
      ...[file.replace('png', 'jpg'), file.slice(0, 64), `${file}.html`, file.toUpperCase(), ''],
      ...['..%2f..%2fetc%2fpasswd', '%00', `${'0'.repeat(64)}.png`, 'a'.repeat(90), "' or true --"],
    ]) {
      expect((await get(`/pictures/${encodeURI(other)}`)).statusCode, other).toBe(404);
    }
  });

  it('is kept, replaced and taken out with the draft alone, each as a new version', async () => {
    const id = await made();
    const first = await fileOf(id);
    await edit(id, { keep_picture: 'yes', alt: 'Rửa tay, sáu bước' });
    expect(await stored(id)).toMatchObject({
      version: 2,
      picture: { file: first, alt: 'Rửa tay, sáu bước' },
    });
    expect((await edit(id, { picture: blob(Buffer.alloc(0)), keep_picture: 'yes' })).status).toBe(303);
    expect(await fileOf(id)).toBe(first);
    await edit(id, { picture: blob(jpeg), keep_picture: 'yes' });
    const second = await fileOf(id);
    expect(second).toMatch(/\.jpg$/);
    await edit(id, {});
    expect(await stored(id)).toMatchObject({ version: 5, picture: null });
    const left = await console.db
      .selectFrom('advisory_pictures')
      .select('file')
      .where('advisory', '=', id)
      .execute();
    expect(left).toEqual([]);

    await edit(id, { picture: blob(jpeg) });
    const before = await stored(id);
    await console.db.updateTable('advisories').set({ status: 'submitted' }).where('id', '=', id).execute();
    await edit(id, { picture: blob(png) });
    expect((await stored(id)).picture).toEqual(before.picture);
    const behind = asStaff(console.db, author.staff, (tx) =>
      setAdvisoryPicture(tx, id, { file: first, bytes: png }),
    );
    await expect(behind).rejects.toThrow('row-level security');
    expect((await get(`/pictures/${second}`)).statusCode).toBe(200);
  });

  it('is refused with the reason, and what was typed stays', async () => {
    const noise = aPicture('png', { noise: 700 });
    expect(noise.length).toBeGreaterThan(PICTURE_MOST);
    const refused: [string, Buffer, string][] = [
      ['too large', noise, 'nặng hơn 1 MB'],
      [
        'a drawing with a script',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        'không phải ảnh',
      ],
      ['another kind', Buffer.from('GIF89a\x01\0\x01\0', 'latin1'), 'không phải ảnh'],
      ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'không phải ảnh'],
      ['half of one', jpeg.subarray(0, jpeg.length / 2), 'không phải ảnh'],
      ['half of the other', png.subarray(0, png.length - 20), 'không phải ảnh'],
      ['a length beyond the end', Buffer.from('\xff\xd8\xff\xe1\xff\xff', 'latin1'), 'không phải ảnh'],
      [
        'a size alone',
        Buffer.from('\xff\xd8\xff\xc0\0\x08\x08\x01\0\x01\0\x01\xff\xd8', 'latin1'),
        'không phải ảnh',
      ],
      ['a speck', aPicture('png', { width: 20, height: 20 }), 'ít nhất 100 điểm ảnh'],
      ['a strip', aPicture('png', { width: 4_000, height: 100 }), 'ít nhất 100 điểm ảnh'],
    ];
    const before = await console.db.selectFrom('advisories').select('id').execute();
    for (const [what, bytes, why] of refused) {
      const { status, body } = await send('/console/advisories', { ...typed, picture: blob(bytes) });
      expect(status, what).toBe(422);
      expect(body, what).toContain(why);
      expect(body).toContain('Bà con nhớ rửa tay.');
      expect(body).toContain('value="Sáu bước rửa tay"');
    }
    const again = await send('/console/advisories', { ...typed, rate: 'nhanh', picture: blob(png) });
    expect(again.body).toContain('vui lòng chọn lại ảnh');
    expect((await send('/console/advisories', { ...typed, picture: 'no file' })).status).toBe(400);
    const huge = blob(Buffer.alloc(17 * 1_048_576));
    expect((await send('/console/advisories', { ...typed, picture: huge })).status).toBe(413);
    expect(
      (await send('/console/advisories', { ...typed, file: blob(Buffer.alloc(1_048_577, 'a')) })).status,
    ).toBe(413);
    expect(await console.db.selectFrom('advisories').select('id').execute()).toEqual(before);
  });

  it('stands above the text in the preview, and has to say what is in it before anybody is asked to agree', async () => {
    const id = await made({ picture: blob(png), alt: '', vi: 'ấ'.repeat(1_000), en: '<b>' });
    const page = async () =>
      (await console.app.inject({ url: `/console/advisories/${id}`, headers: author.headers })).body;
    const file = await fileOf(id);
    const shown = await page();
    expect(
      shown.match(new RegExp(`<p class="bubble" lang="vi"\\s*><img\\s+src="/pictures/${file}"`, 'g')),
    ).toHaveLength(3);
    expect(shown).toContain('Chưa ghi trong ảnh có gì');
    expect(shown).toMatch(/có ảnh thì Telegram chỉ nhận 1024/);
    await edit(id, { keep_picture: 'yes', alt: '"><script>alert(1)</script>' });
    const hostile = await page();
    expect(hostile).not.toContain('<script>alert');
    expect(hostile).not.toContain('Chưa trình duyệt được');
  });
});
