import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { FAULTS, type FaultBoard, type FaultName } from './faults.ts';
import type { Person } from './person.ts';
import type { TelegramEmulator } from './telegram.ts';
import { createStreams, type StreamOptions } from './try-stream.ts';
import { rawBody, readJson, takeRawBodies } from './wire-params.ts';
import type { ZaloBotPerson } from './zalo-bot-person.ts';
import type { ZaloBotEmulator } from './zalo-bot.ts';
import type { ZaloEmulator } from './zalo-oa.ts';

export interface TryPageOptions extends StreamOptions {
  telegram: TelegramEmulator;
  zalo: ZaloEmulator;
  zaloBot: ZaloBotEmulator;
  faults: FaultBoard;
}

const FOLDER = fileURLToPath(new URL('./try/', import.meta.url));

/** Everything comes from this server and nothing is inline: what the bot says can never run as code. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page at /try with its JSON API and its stream of events. */
export function tryPage(options: TryPageOptions): (app: FastifyInstance) => Promise<void> {
  const { telegram, zalo, zaloBot, faults } = options;
  const platforms = { telegram, 'zalo-oa': zalo, 'zalo-bot': zaloBot };
  const find = (name: string, id: string): Person | undefined => {
    const channel = channels.find((one) => one === name);
    return channel && platforms[channel].find(id);
  };

  /** A page that outlived the server brings the ids of its people along. */
  function admit({ channel, id, name, language }: z.infer<typeof newPerson>): Person {
    const known = id === undefined ? undefined : find(channel, id);
    if (known !== undefined) return known;
    const returning = id !== undefined;
    if (channel !== 'telegram')
      return platforms[channel].person({ name, returning, ...(returning ? { id } : {}) });
    const number = returning ? { id: Number(id) } : {};
    return telegram.person({ firstName: name, languageCode: language, returning, ...number });
  }

  return async (app) => {
    const streams = createStreams(options);
    takeRawBodies(app);
    app.addHook('preClose', () => {
      streams.endAll();
    });
    app.addHook('onRequest', (_request, reply, done) => {
      void reply.headers({
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
      });
      done();
    });
    await app.register(files, { root: FOLDER, cacheControl: false });
    app.get('', (_request, reply) => reply.redirect(`${app.prefix}/`));

    app.post('/api/people', (request, reply) => {
      const asked = newPerson.safeParse(readJson(rawBody(request).toString('utf8')));
      if (!asked.success) return refuse(reply, 400, 'bad person');
      const { channel, id, name } = admit(asked.data);
      return { channel, id, name };
    });

    app.post<{ Params: { channel: string; id: string } }>(
      '/api/people/:channel/:id/acts',
      { bodyLimit: 16_384 },
      async (request, reply) => {
        const person = find(request.params.channel, request.params.id);
        if (person === undefined) return refuse(reply, 404, 'nobody of that id');
        const asked = act.safeParse(readJson(rawBody(request).toString('utf8')));
        if (!asked.success) return refuse(reply, 400, 'bad act');
        const refusal = await begin(person, asked.data);
        return refusal === null ? reply.code(202).send({}) : refuse(reply, 409, refusal);
      },
    );

    app.get<{ Querystring: Record<string, string | undefined> }>(
      '/api/events',
      { exposeHeadRoute: false },
      (request, reply) => {
        const people = channels
          .map((channel) => find(channel, request.query[channel] ?? ''))
          .filter((person) => person !== undefined);
        streams.open(reply, people);
        return reply;
      },
    );

    app.get('/api/faults', () => ({ faults: FAULTS, rates: faults.rates }));
    app.put('/api/faults', (request, reply) => {
      const asked = rates.safeParse(readJson(rawBody(request).toString('utf8')));
      if (!asked.success) return refuse(reply, 400, 'bad rates');
      faults.set(asked.data);
      return { faults: FAULTS, rates: faults.rates };
    });
  };
}

const channels = ['telegram', 'zalo-oa', 'zalo-bot'] as const;

/** What the ids of each platform's people look like; Telegram's must stay exact as numbers. */
const IDS = {
  telegram: /^[1-9]\d{8,14}$/u,
  'zalo-oa': /^[1-9]\d{8,18}$/u,
  'zalo-bot': /^[0-9a-f]{20}$/u,
};

const newPerson = z
  .object({
    channel: z.enum(channels),
    id: z.string().optional(),
    name: z.string().trim().min(1).max(64),
    language: z.enum(['vi', 'en']),
  })
  .refine(({ channel, id }) => id === undefined || IDS[channel].test(id));

const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('begin') }),
  z.object({ act: z.literal('text'), text: z.string().min(1).max(4096) }),
  z.object({ act: z.literal('press'), bubble: z.string(), row: z.int().min(0), column: z.int().min(0) }),
  z.object({ act: z.literal('contact'), phone: z.string().min(3).max(30) }),
  z.object({ act: z.enum(['photo', 'voice', 'sticker', 'location', 'leave', 'return']) }),
  z.object({ act: z.literal('protect'), on: z.boolean() }),
]);

const rates = z.partialRecord(z.enum(Object.keys(FAULTS) as [FaultName, ...FaultName[]]), z.number());

/** Starts what a person does without waiting for the bot; gives the reason when it cannot be done. */
async function begin(person: Person, what: z.infer<typeof act>): Promise<string | null> {
  const done = Promise.resolve()
    .then(() => start(person, what))
    .then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : 'impossible'),
    );
  return await Promise.race([done, new Promise<null>((resolve) => setImmediate(resolve, null))]);
}

function start(person: Person, what: z.infer<typeof act>): Promise<void> {
  switch (what.act) {
    case 'begin':
      return person.begins();
    case 'text':
      return person.sends(what.text);
    case 'press':
      return person.pressesAt(what.bubble, what.row, what.column);
    case 'contact':
      return person.sharesContact(what.phone);
    case 'photo':
      return person.sendsPhoto();
    case 'voice':
      return onZaloBot(person).sendsVoice();
    case 'protect':
      onZaloBot(person).setProtected(what.on);
      return Promise.resolve();
    case 'sticker':
      return person.sendsSticker();
    case 'location':
      // The middle of Biên Hòa.
      return person.sendsLocation(10.9574, 106.8426);
    case 'leave':
      return person.leaves();
    case 'return':
      return person.returns();
  }
}

function onZaloBot(person: Person): ZaloBotPerson {
  if (person.channel === 'zalo-bot') return person as ZaloBotPerson;
  throw new Error('Only on the Zalo Bot side');
}

const refuse = (reply: FastifyReply, code: number, error: string) => reply.code(code).send({ error });
