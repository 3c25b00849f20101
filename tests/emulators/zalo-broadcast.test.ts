import { oaLimits, type Article } from 'zalo-api-client';
import { describe, expect, test } from 'vitest';
import { refusedWith, startZalo } from './start-zalo.ts';

const HOUR = 3_600_000;
const article: Article = {
  title: 'Rửa tay đúng cách',
  author: 'Sở Y tế',
  coverUrl: 'https://example.vn/bia.jpg',
  description: 'Sáu bước, ba mươi giây.',
  body: [
    { kind: 'text', content: 'Làm ướt tay.' },
    { kind: 'image', url: 'https://example.vn/1.jpg', caption: 'Bước 1' },
  ],
};
const polling = { attempts: 40, delayMs: 5 };

async function withArticle(options: Parameters<typeof startZalo>[0] = {}) {
  const started = await startZalo({ articleMs: 0, ...options });
  const articleId = await started.oa.awaitArticle(await started.oa.createArticle(article), polling);
  return { ...started, articleId };
}

describe('an article', () => {
  test('is made asynchronously: -214 until it is ready, then its id', async () => {
    const { oa, clock } = await startZalo({ articleMs: 60_000 });
    const token = await oa.createArticle(article);
    await expect(oa.verifyArticle(token)).rejects.toEqual(refusedWith(-214));
    await expect(oa.awaitArticle(token, { attempts: 2, delayMs: 1 })).rejects.toMatchObject({
      action: 'poll',
    });
    setTimeout(() => (clock.now += 60_000), 50);
    const id = await oa.awaitArticle(token, { attempts: 400, delayMs: 5 });
    expect(id).toMatch(/^[0-9a-f]{20}$/);
    await expect(oa.verifyArticle('never-issued')).rejects.toEqual(refusedWith(-201));
  });

  test('is changed under its id, and gone once it is removed', async () => {
    const { oa, articleId, zalo } = await withArticle();
    const person = zalo.person();
    await person.begins();
    const token = await oa.updateArticle(articleId, { ...article, title: 'Đeo khẩu trang', visible: true });
    expect(await oa.awaitArticle(token, polling)).toBe(articleId);
    await oa.broadcastArticle({ articleId });
    expect((await person.nextMessage()).text).toBe('Đeo khẩu trang\nSáu bước, ba mươi giây.');
    await oa.removeArticle(articleId);
    for (const call of [
      oa.removeArticle(articleId),
      oa.updateArticle(articleId, article),
      oa.broadcastArticle({ articleId }),
    ]) {
      await expect(call).rejects.toEqual(refusedWith(-201));
    }
  });

  test('keeps its limits', async () => {
    const { oa, post } = await startZalo();
    const most = {
      ...article,
      title: 'ạ'.repeat(oaLimits.articleTitle),
      author: 'ạ'.repeat(oaLimits.articleAuthor),
      description: 'ạ'.repeat(oaLimits.articleDescription),
    };
    expect(await oa.createArticle(most)).not.toBe('');
    const wire = {
      type: 'normal',
      title: 'T',
      author: 'A',
      cover: { cover_type: 'photo', photo_url: 'https://example.vn/a.jpg', status: 'show' },
      description: 'D',
      body: [{ type: 'text', content: 'c' }],
    };
    const create = (part: object) => post('/v2.0/article/create', { ...wire, ...part });
    expect(await create({})).toMatchObject({ error: 0 });
    for (const part of [
      { title: 'x'.repeat(151) },
      { author: 'x'.repeat(51) },
      { description: 'x'.repeat(301) },
    ])
      expect(await create(part)).toMatchObject({ error: -210 });
    for (const part of [{ title: '' }, { body: [] }, { body: [{ type: 'poem' }] }, { cover: {} }])
      expect(await create(part)).toMatchObject({ error: -201 });
  });
});

describe('a broadcast', () => {
  test('arrives in the chats of those who follow, once a day for each, and is echoed to nobody', async () => {
    const { oa, zalo, bot, clock, articleId } = await withArticle();
    const [follower, gone, stranger, late] = ['An', 'Bình', 'Chi', 'Dung'].map((name) =>
      zalo.person({ name }),
    );
    await follower?.begins();
    await gone?.begins();
    await gone?.leaves();
    await stranger?.sends('chỉ hỏi thôi');
    bot.heard.length = 0;
    expect(await oa.broadcastArticle({ articleId })).toMatch(/^[0-9a-f]{20}$/);
    await late?.begins();
    await oa.broadcastArticle({
      articleId,
      target: { ages: [3, 4], gender: [1], cities: [63], platform: [1, 2] },
    });
    const counts = () => [follower, gone, stranger, late].map((person) => person?.messages.length);
    expect(counts()).toEqual([1, 0, 0, 1]);
    expect(follower?.messages[0]).toMatchObject({
      kind: 'photo',
      text: 'Rửa tay đúng cách\nSáu bước, ba mươi giây.',
    });
    clock.now += 24 * HOUR;
    await oa.broadcastArticle({ articleId });
    expect(counts()).toEqual([2, 0, 0, 2]);
    expect(bot.heard.map(({ json }) => json['event_name'])).toEqual(['follow']);
  });

  test('is refused from 22:00 to 06:00 in Vietnam, whatever the server calls the hour', async () => {
    const { oa, clock, articleId } = await withArticle();
    const at = (hour: number, minute: number) => Date.UTC(2020, 2, 27, hour - 7, minute);
    for (const [hour, minute] of [
      [0, 0],
      [5, 59],
      [22, 0],
      [23, 59],
    ] as const) {
      clock.now = at(hour, minute);
      await expect(oa.broadcastArticle({ articleId }), `${hour}:${minute}`).rejects.toEqual(
        refusedWith(-234),
      );
    }
    for (const [hour, minute] of [
      [6, 0],
      [21, 59],
    ] as const) {
      clock.now = at(hour, minute);
      expect(await oa.broadcastArticle({ articleId })).not.toBe('');
    }
  });

  test('needs a verified article, a verified account, a target that exists, and what is left of the month', async () => {
    const { oa, articleId, clock, post, useToken } = await withArticle({ broadcastsPerMonth: 1 });
    const token = await oa.createArticle(article);
    await expect(oa.broadcastArticle({ articleId: token })).rejects.toEqual(refusedWith(-201));
    await expect(oa.broadcastArticle({ articleId, target: { ages: [8] } })).rejects.toEqual(
      refusedWith(-201),
    );
    await oa.broadcastArticle({ articleId });
    await expect(oa.broadcastArticle({ articleId })).rejects.toEqual(refusedWith(-211));
    clock.now += 31 * 24 * HOUR;
    useToken();
    const message = (media: object) => ({
      attachment: { type: 'template', payload: { template_type: 'media', elements: [media] } },
    });
    // The other two forms of a target that sources show.
    const body = {
      recipient: { target: { gender: 1, cities: '4,30' } },
      message: message({ media_type: 'article', attachment_id: articleId }),
    };
    expect(await post('/v2.0/oa/message', body)).toMatchObject({ error: 0 });
    expect(
      await post('/v2.0/oa/message', { ...body, message: message({ media_type: 'image', url: 'x' }) }),
    ).toMatchObject({ error: -201 });
    expect(await post('/v2.0/oa/message', { ...body, message: { text: 'Chào' } })).toMatchObject({
      error: -201,
    });

    const unverified = await withArticle({ verified: false });
    await expect(unverified.oa.broadcastArticle({ articleId: unverified.articleId })).rejects.toEqual(
      refusedWith(-221),
    );
  });
});

test('messages to one user in the ways Zalo has ended are refused', async () => {
  const { post, zalo } = await startZalo();
  const person = zalo.person({ returning: true });
  const body = { recipient: { user_id: person.id }, message: { text: 'Chào' } };
  expect(await post('/v2.0/oa/message', body)).toMatchObject({ error: -240 });
  for (const kind of ['transaction', 'promotion'])
    expect(await post(`/v3.0/oa/message/${kind}`, body)).toMatchObject({ error: -233 });
  expect(person.messages).toEqual([]);
});
