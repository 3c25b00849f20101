import { expect, test } from 'vitest';
import { mediaMessage, ok, recordOaCalls } from './record-oa-calls.ts';
import { failure, jsonOf } from './recording-server.ts';

const { server, client } = await recordOaCalls();

const article = {
  title: 'T',
  author: 'A',
  coverUrl: 'https://x/c.jpg',
  description: 'D',
  body: [
    { kind: 'text', content: 'c' },
    { kind: 'image', url: 'https://x/i.jpg', caption: 'i' },
  ],
} as const;

test('create and update', async () => {
  server.answer(ok({ token: 'tok' }));
  expect(await client().createArticle(article)).toBe('tok');
  const wire = {
    type: 'normal',
    title: 'T',
    author: 'A',
    cover: { cover_type: 'photo', photo_url: 'https://x/c.jpg', status: 'show' },
    description: 'D',
    body: [
      { type: 'text', content: 'c' },
      { type: 'image', url: 'https://x/i.jpg', caption: 'i' },
    ],
    status: 'hide',
    comment: 'hide',
  };
  expect(server.only().url).toBe('/v2.0/article/create');
  expect(jsonOf(server.only())).toEqual(wire);
  server.answer(ok({ token: 'tok' }));
  await client().updateArticle('id1', { ...article, visible: true, comments: true });
  expect(jsonOf(server.only())).toEqual({ ...wire, id: 'id1', status: 'show', comment: 'show' });
});

const pending = '{"error":-214,"message":"Article is being processed"}';
test('verification is polled while the article is being made', async () => {
  server.answer(pending, pending, ok({ id: 'art1' }));
  expect(await client().awaitArticle('tok', { delayMs: 1 })).toBe('art1');
  expect(server.requests.map(jsonOf)).toEqual([{ token: 'tok' }, { token: 'tok' }, { token: 'tok' }]);
});
test('patience ends, other errors end it at once, a signal too', async () => {
  server.answer(pending);
  expect(await failure(client().awaitArticle('tok', { delayMs: 1, attempts: 3 }))).toMatchObject({
    code: -214,
    action: 'poll',
  });
  expect(server.requests).toHaveLength(3);
  server.answer(pending, '{"error":-216,"message":"Access token is invalid"}');
  expect(await failure(client().awaitArticle('tok', { delayMs: 1 }))).toMatchObject({ code: -216 });
  server.answer(pending);
  const reason = new Error('enough');
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort(reason);
  }, 30);
  expect(await failure(client().awaitArticle('tok', { signal: controller.signal }))).toBe(reason);
});

test('broadcast and removal', async () => {
  server.answer(ok({ message_id: 'b1' }));
  expect(await client().broadcastArticle({ articleId: 'art1', target: { cities: [4], gender: [1] } })).toBe(
    'b1',
  );
  expect(server.only().url).toBe('/v2.0/oa/message');
  expect(jsonOf(server.only())).toEqual({
    recipient: { target: { cities: [4], gender: [1] } },
    message: mediaMessage({ media_type: 'article', attachment_id: 'art1' }),
  });
  server.answer('{"error":0,"message":"Success"}');
  await client().removeArticle('art1');
  expect(jsonOf(server.only())).toEqual({ id: 'art1' });
});
