// The declaration as a conversation of grammY: its conversations plugin over its Redis storage, its Fastify webhook.
import {
  conversations,
  createConversation,
  type Conversation,
  type ConversationFlavor,
} from '@grammyjs/conversations';
import { RedisAdapter } from '@grammyjs/storage-redis';
import fastify from 'fastify';
import { Bot, webhookCallback, type Context } from 'grammy';
import { Redis } from 'ioredis';
import { questions, thanks } from '../questions.ts';
import { setting } from './setting.ts';

const redis = new Redis(setting('REDIS_URL'), { enableAutoPipelining: true });

async function declaration(conversation: Conversation, opening: Context): Promise<void> {
  const answers: Record<string, string> = {};
  let ctx = opening;
  for (const { id, text, markup } of questions) {
    await ctx.reply(text, markup && { reply_markup: markup });
    ctx = await conversation.wait();
    answers[id] = ctx.callbackQuery?.data ?? ctx.message?.contact?.phone_number ?? ctx.message?.text ?? '';
  }
  await conversation.external(() => redis.set(`declared:${opening.chatId ?? 0}`, JSON.stringify(answers)));
  await ctx.reply(thanks);
}

const bot = new Bot<ConversationFlavor<Context>>(setting('TOKEN'), {
  client: { apiRoot: setting('API_ROOT') },
});
bot.on('callback_query', async (ctx, next) => {
  await ctx.answerCallbackQuery();
  await next();
});
bot.use(
  conversations({
    // The adapter is written for whatever shape it is given.
    storage: { type: 'key', prefix: 'grammy:', adapter: new RedisAdapter({ instance: redis }) },
  }),
);
bot.use(createConversation(declaration, 'declaration'));
bot.on('message', (ctx) => ctx.conversation.enter('declaration'));

const app = fastify();
app.post(setting('PATH_NAME'), webhookCallback(bot, 'fastify', { secretToken: setting('SECRET') }));
await app.listen({ port: Number(setting('PORT')), host: '127.0.0.1' });
console.log('ready');
