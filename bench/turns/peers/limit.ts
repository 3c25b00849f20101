// What nobody can be faster than: Fastify with one Redis get and one set, answering with a body of the usual size.
import fastify from 'fastify';
import { Redis } from 'ioredis';
import { setting } from './setting.ts';

interface Update {
  message?: { from: { id: number } };
  callback_query?: { from: { id: number } };
}

const redis = new Redis(setting('REDIS_URL'), { enableAutoPipelining: true });
// Bytes, as our own conversations and replies have on average over a declaration.
const session = 'x'.repeat(1900);
const buttons = ['accept', 'male', 'female', 'none', 'send'].map((code) => [
  { text: code, callback_data: `a.${code}` },
]);
const reply = JSON.stringify({
  ...{ method: 'sendMessage', chat_id: 1, text: 'x'.repeat(430) },
  reply_markup: { inline_keyboard: buttons },
});
const app = fastify();
app.post<{ Body: Update }>(setting('PATH_NAME'), async ({ body }, response) => {
  const from = (body.message ?? body.callback_query)?.from.id ?? 0;
  const before = await redis.get(`limit:${from}`);
  await redis.set(`limit:${from}`, before ?? session);
  return response.type('application/json').send(reply);
});
await app.listen({ port: Number(setting('PORT')), host: '127.0.0.1' });
console.log('ready');
