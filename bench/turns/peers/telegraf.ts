// The declaration as a wizard of Telegraf: its session middleware over its store interface, its webhook on Node's server.
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import { Scenes, session, Telegraf, type SessionStore } from 'telegraf';
import { questions, thanks } from '../questions.ts';
import { setting } from './setting.ts';

interface Session extends Scenes.WizardSession {
  declared?: Record<string, string>;
}

interface Context extends Scenes.WizardContext {
  session: Session;
}

const redis = new Redis(setting('REDIS_URL'), { enableAutoPipelining: true });
const store: SessionStore<Session> = {
  async get(key) {
    const found = await redis.get(`telegraf:${key}`);
    return found === null ? undefined : (JSON.parse(found) as Session);
  },
  set: (key, value) => redis.set(`telegraf:${key}`, JSON.stringify(value)),
  delete: (key) => redis.del(`telegraf:${key}`),
};

/** What was asked before is answered by this message; then the next question, or thanks after the last. */
const steps = Array.from({ length: questions.length + 1 }, (_, step) => async (ctx: Context) => {
  if (ctx.callbackQuery) await ctx.answerCbQuery();
  const answers = ctx.wizard.state as Record<string, string>;
  const before = questions[step - 1];
  if (before) answers[before.id] = answerOf(ctx);
  const question = questions[step];
  if (question) {
    await ctx.reply(question.text, question.markup && { reply_markup: question.markup });
    ctx.wizard.next();
    return;
  }
  ctx.session.declared = answers;
  await ctx.reply(thanks);
  await ctx.scene.leave();
});

function answerOf({ callbackQuery, message }: Context): string {
  if (callbackQuery && 'data' in callbackQuery) return callbackQuery.data;
  if (message && 'contact' in message) return message.contact.phone_number;
  return message && 'text' in message ? message.text : '';
}

const bot = new Telegraf<Context>(setting('TOKEN'), { telegram: { apiRoot: setting('API_ROOT') } });
bot.use(session({ store }));
bot.use(new Scenes.Stage<Context>([new Scenes.WizardScene('declaration', ...steps)]).middleware());
bot.on('message', (ctx) => ctx.scene.enter('declaration'));

const webhook = await bot.createWebhook({
  domain: 'localhost',
  path: setting('PATH_NAME'),
  secret_token: setting('SECRET'),
});
createServer((request, response) => void webhook(request, response)).listen(
  Number(setting('PORT')),
  '127.0.0.1',
  () => {
    console.log('ready');
  },
);
