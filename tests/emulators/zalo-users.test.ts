import { expect, test } from 'vitest';
import { refusedWith, startZalo } from './start-zalo.ts';

const DAY = 24 * 3_600_000;

test('a user: what the account may know, before and after it was shared', async () => {
  const { oa, zalo, clock } = await startZalo();
  const person = zalo.person({ name: 'Nguyễn Văn Bình' });
  await expect(oa.getUser(person.id)).rejects.toEqual(refusedWith(-213));
  await person.begins();
  const seen = { userId: person.id, displayName: 'Nguyễn Văn Bình', isFollower: true };
  expect(await oa.getUser(person.id)).toMatchObject({ ...seen, lastInteractionDate: '27/03/2020', tags: [] });
  expect((await oa.getUser(person.id)).shared).toBeUndefined();
  await person.sharesContact('0912 345 678');
  await person.leaves();
  expect(await oa.getUser(person.id)).toMatchObject({ isFollower: false, shared: { phone: '84912345678' } });
  expect(await oa.getUserQuota(person.id)).toMatchObject({ lastInteractionMs: clock.now });
  await expect(oa.getUser('1')).rejects.toEqual(refusedWith(-201));
});

test('lists by page, label, day and following', async () => {
  const { oa, zalo } = await startZalo();
  const people = Array.from({ length: 53 }, () => zalo.person({ returning: true }));
  zalo.person();
  const [first, second, third] = people;
  if (first === undefined || second === undefined || third === undefined) throw new Error('nobody');
  await first.leaves();
  second.silentFor(1);
  third.silentFor(10);
  expect(await oa.listUsers()).toMatchObject({ total: 53, count: 50, offset: 0, userIds: { length: 50 } });
  expect((await oa.listUsers({ offset: 50 })).userIds).toEqual(people.slice(50).map(({ id }) => id));
  expect((await oa.listUsers({ isFollower: false })).userIds).toEqual([first.id]);
  expect((await oa.listUsers({ lastInteraction: 'YESTERDAY' })).userIds).toEqual([second.id]);
  expect((await oa.listUsers({ lastInteraction: '2020_03_01:2020_03_20' })).userIds).toEqual([third.id]);
  const totals = ['TODAY', 'L7D', 'L30D'].map(
    async (lastInteraction) => (await oa.listUsers({ lastInteraction })).total,
  );
  expect(await Promise.all(totals)).toEqual([51, 52, 53]);
  await expect(oa.listUsers({ lastInteraction: 'LAST WEEK' })).rejects.toEqual(refusedWith(-201));
});

test('labels are put on, listed, and taken off one or all', async () => {
  const { oa, zalo } = await startZalo();
  const [one, other] = [zalo.person({ returning: true }), zalo.person({ returning: true })];
  await oa.tagUser(one.id, 'F1');
  await oa.tagUser(other.id, 'F1');
  await oa.tagUser(one.id, 'cách ly');
  expect((await oa.listTags()).sort()).toEqual(['F1', 'cách ly']);
  expect((await oa.getUser(one.id)).tags).toEqual(['F1', 'cách ly']);
  await oa.untagUser(one.id, 'F1');
  expect((await oa.listUsers({ tagName: 'F1' })).userIds).toEqual([other.id]);
  await oa.removeTag('F1');
  expect(await oa.listTags()).toEqual(['cách ly']);
  await expect(oa.tagUser('1', 'F1')).rejects.toEqual(refusedWith(-201));
});

test('uploads are sent by their id for seven days', async () => {
  const { oa, zalo, bot, clock, useToken } = await startZalo();
  const person = zalo.person({ returning: true });
  const bytes = Buffer.from('\xff\xd8 picture \r\n\r\n with blank lines \xff', 'latin1');
  const image = await oa.uploadImage({ bytes, fileName: 'Bản đồ.PNG' });
  const gif = await oa.uploadGif({ bytes, fileName: 'tay.gif' });
  const token = await oa.uploadFile({ bytes, fileName: 'huong dan.pdf' });
  const userId = person.id;
  await oa.sendMedia({ userId, media: 'image', source: { attachmentId: image }, text: 'Bản đồ' });
  await oa.sendMedia({ userId, media: 'gif', source: { attachmentId: gif }, width: 10, height: 10 });
  await oa.sendMedia({ userId, media: 'sticker', source: { attachmentId: '21979' } });
  await oa.sendFile({ userId, token });
  expect(person.messages.map(({ kind, text }) => [kind, text])).toEqual([
    ['photo', 'Bản đồ'],
    ['photo', ''],
    ['sticker', '👋'],
    ['text', '📎 huong dan.pdf'],
  ]);
  const echoes = (await bot.hears(4)).map(({ json }) => json['event_name']);
  expect(echoes).toEqual(['oa_send_image', 'oa_send_gif', 'oa_send_sticker', 'oa_send_file']);
  const wrong = oa.sendMedia({ userId, media: 'image', source: { attachmentId: gif } });
  await expect(wrong).rejects.toEqual(refusedWith(-201));
  await expect(oa.sendFile({ userId, token: image })).rejects.toEqual(refusedWith(-201));
  clock.now += 7 * DAY;
  useToken();
  await oa.sendMedia({ userId, media: 'image', source: { attachmentId: image } });
  clock.now += 1;
  await person.sends('còn đây');
  await expect(
    oa.sendMedia({ userId, media: 'image', source: { attachmentId: image } }),
  ).rejects.toMatchObject({ code: -100, action: 'reupload' });
});

test('uploads of the wrong kind or size are refused', async () => {
  const { post, root, zalo } = await startZalo();
  const { access_token } = zalo.tokens.grant();
  const upload = async (kind: string, name: string, size: number) => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(size)]), name);
    const init = { method: 'POST', headers: { access_token }, body: form };
    return ((await (await fetch(`${root}/v2.0/oa/upload/${kind}`, init)).json()) as { error: number }).error;
  };
  expect(await upload('image', 'a.jpg', 1_048_576)).toBe(0);
  expect(await upload('image', 'a.jpg', 1_048_577)).toBe(-210);
  expect(await upload('file', 'a.docx', 5_242_880)).toBe(0);
  expect(await upload('file', 'a.docx', 5_242_881)).toBe(-210);
  expect(await upload('file', 'a.exe', 10)).toBe(-201);
  expect(await upload('gif', 'a.gif', 0)).toBe(-201);
  expect(await post('/v2.0/oa/upload/image', {})).toMatchObject({ error: -201 });
});

test('a picture is named by its address or its upload, never by both', async () => {
  const { post, zalo } = await startZalo();
  const person = zalo.person({ returning: true });
  const send = (element: object) =>
    post('/v3.0/oa/message/cs', {
      recipient: { user_id: person.id },
      message: {
        attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } },
      },
    });
  const url = 'https://example.vn/a.jpg';
  expect(await send({ media_type: 'image', url })).toMatchObject({ error: 0 });
  for (const element of [
    { media_type: 'image' },
    { media_type: 'image', url, attachment_id: 'x' },
    { media_type: 'image', url: 'a.jpg' },
    { media_type: 'article', attachment_id: 'x' },
  ])
    expect(await send(element)).toMatchObject({ error: -201 });
});
