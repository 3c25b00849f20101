import Fastify, { type FastifyInstance } from 'fastify';
import { createBotClient, createOaClient, createOauthClient } from 'zalo-api-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Seen } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram.ts';
import { webhooks } from '../../src/channels/webhooks.ts';
import { createZaloBotChannel } from '../../src/channels/zalo-bot.ts';
import { createZaloOaChannel } from '../../src/channels/zalo-oa.ts';
import type { Content, MsgOut, QuickReply, Urn } from '../../src/dialogue/message.ts';
import { createEmulators, EMULATOR_PATHS, type Emulators } from '../../src/emulators/emulators.ts';
import type { Person } from '../../src/emulators/person.ts';
import { choices } from './outgoing.ts';

const zalo = {
  appId: '360846524940903967',
  appSecret: 'app-secret',
  oaId: '388613280878808645',
  oaSecretKey: 'oa-secret-key',
  refreshToken: 'refresh-token',
};
const ZALO_BOT = { token: '12345689:emulated-token', secret: 'webhook_secret_2' };
const telegram = { token: '7001:emulated-token', webhookSecret: 'webhook_secret' };

/** Our channels and our emulators were written apart, from the platforms' documentation: here they meet. */
describe('a bot that repeats what it heard, on the emulated platforms', () => {
  let app: FastifyInstance;
  let emulators: Emulators;
  let channels: Channel[];
  const heard: Content[] = [];
  const dropped: string[] = [];
  const seen: Seen[] = [];
  /** What the bot offers under its next messages. */
  let offers: QuickReply[] = [];

  beforeAll(async () => {
    app = Fastify();
    const root = () => {
      const [address] = app.addresses();
      return `http://127.0.0.1:${typeof address === 'object' ? address.port : 0}`;
    };
    emulators = createEmulators({
      telegramToken: telegram.token,
      telegramSecret: telegram.webhookSecret,
      zalo,
      zaloBotToken: ZALO_BOT.token,
      zaloBotSecret: ZALO_BOT.secret,
      webhookUrl: (channel) => `${root()}/webhooks/${channel}`,
      declarationsOf: () => Promise.resolve([]),
    });
    channels = [];
    await app.register(emulators.plugin);
    // Filled once the port is known; the routes are there from the start.
    const late = (name: Channel['name']): Channel => ({
      name,
      limits: { text: 1, caption: 1, buttons: 1, buttonTitle: 1 },
      receive: (request) => find(name).receive(request),
      send: (urn, message) => find(name).send(urn, message),
    });
    const find = (name: Channel['name']): Channel => {
      const found = channels.find((channel) => channel.name === name);
      if (found === undefined) throw new Error(`no channel ${name}`);
      return found;
    };
    await app.register(webhooks, {
      channels: [late('telegram'), late('zalo-oa'), late('zalo-bot')],
      converse: async (name, message) => {
        heard.push(message.content);
        if (message.content.type === 'stop') return { inline: null };
        const channel = find(name);
        if (message.receipt !== undefined) await channel.acknowledge?.(message.urn, message.receipt);
        const reply: MsgOut = { id: message.id, text: JSON.stringify(message.content), quickReplies: offers };
        const inline = channel.inline?.(message.urn, reply) ?? null;
        if (inline === null) await channel.send(message.urn, reply);
        return { inline };
      },
      onDropped: (name, reason) => {
        dropped.push(`${name} ${reason}`);
      },
      onSeen: (one) => {
        seen.push(one);
      },
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const oauth = createOauthClient({ ...zalo, oauthRoot: root() + EMULATOR_PATHS.zaloOauth });
    const { accessToken } = await oauth.refresh(zalo.refreshToken);
    channels = [
      createTelegramChannel({ ...telegram, apiRoot: root() + EMULATOR_PATHS.telegram }),
      createZaloOaChannel({
        ...zalo,
        client: createOaClient({
          accessToken: () => accessToken,
          openapiRoot: root() + EMULATOR_PATHS.zaloOpenapi,
        }),
      }),
      createZaloBotChannel({
        webhookSecret: ZALO_BOT.secret,
        client: createBotClient({ token: ZALO_BOT.token, apiRoot: root() + EMULATOR_PATHS.zaloBot }),
      }),
    ];
  });
  afterAll(() => app.close());

  const someone = (name: Person['channel']): Person =>
    ({ telegram: emulators.telegram, 'zalo-oa': emulators.zalo, 'zalo-bot': emulators.zaloBot })[
      name
    ].person();
  const saidBack = async (person: Person): Promise<Content> =>
    JSON.parse((await person.nextMessage()).text) as Content;

  describe.each(['telegram', 'zalo-oa'] as const)('%s', (name) => {
    test('everything a person can do arrives', async () => {
      offers = [];
      const person = someone(name);
      const begun = { type: 'start', payload: null, ...(name === 'zalo-oa' && { follows: true }) };
      await person.begins();
      expect(await saidBack(person)).toEqual(begun);
      await person.sends('Sốt 38/39 “độ” 😷 <b>_*');
      expect(await saidBack(person)).toEqual({ type: 'text', text: 'Sốt 38/39 “độ” 😷 <b>_*' });
      await person.sharesContact('0912345678');
      expect(await saidBack(person)).toMatchObject({ type: 'phone', own: true });
      await person.sendsPhoto('giấy');
      expect(await saidBack(person)).toEqual({ type: 'media', kind: 'photo' });
      await person.sendsSticker();
      expect(await saidBack(person)).toEqual({ type: 'media', kind: 'sticker' });
      await person.sendsLocation(18.2, 106.25);
      expect(await saidBack(person)).toEqual({ type: 'location', latitude: 18.2, longitude: 106.25 });
      await person.leaves();
      expect(heard.at(-1)).toEqual({ type: 'stop' });
      await expect(channel(name).send(person.urn as Urn, out('Còn đó không?'))).rejects.toMatchObject({
        code: 'stopped',
      });
      await person.returns();
      expect(heard.at(-1)).toEqual(begun);
    });

    test('a press comes back with the payload of its button', async () => {
      offers = choices(3);
      const person = someone(name);
      await person.begins();
      await person.nextMessage();
      await person.presses('Lựa chọn 2');
      const payload = '#kb.0b9a44c1.3.c2';
      expect(await saidBack(person)).toEqual(
        name === 'telegram' ? { type: 'press', payload } : { type: 'text', text: payload },
      );
    });
  });

  test('zalo-bot: everything a person can do arrives, and choices are numbered', async () => {
    offers = choices(2);
    const person = emulators.zaloBot.person();
    const heardBack = async () =>
      JSON.parse((await person.nextMessage()).text.split('\n')[0] ?? '') as Content;
    await person.begins();
    expect((await person.nextMessage()).text).toMatch(/\n\n1\. Lựa chọn 1\n2\. Lựa chọn 2$/);
    await person.sends('Sốt 38/39 “độ” 😷 <b>_*');
    expect(await heardBack()).toEqual({ type: 'text', text: 'Sốt 38/39 “độ” 😷 <b>_*' });
    await person.sendsPhoto('giấy');
    expect(await heardBack()).toEqual({ type: 'media', kind: 'photo' });
    await person.sendsVoice();
    expect(await heardBack()).toEqual({ type: 'media', kind: 'voice' });
    await person.sendsSticker();
    expect(await heardBack()).toEqual({ type: 'media', kind: 'sticker' });
    await person.sendsLocation(18.2, 106.25);
    expect(await heardBack()).toEqual({ type: 'withheld' });
    person.setProtected(true);
    await person.sends('khó thở');
    expect(await heardBack()).toEqual({ type: 'withheld' });
  });

  test('zalo-oa: tells what a person has seen, by the ids sending gave', async () => {
    offers = [];
    const person = emulators.zalo.person();
    await person.looks();
    await person.begins();
    await person.nextMessage();
    const urn = person.urn as Urn;
    const ids = await channel('zalo-oa').send(urn, out('Bản tin'));
    await person.looks();
    expect(seen).toMatchObject([{ urn, ids: [expect.any(String), ...ids] }]);
    expect(ids).toHaveLength(1);
  });

  describe.each(['telegram', 'zalo-oa', 'zalo-bot'] as const)('%s', (name) => {
    test('long messages come whole and in order', async () => {
      offers = [];
      const person = someone(name);
      await person.begins();
      await person.nextMessage();
      const text = Array.from({ length: 600 }, (_, n) => `Câu thứ ${n + 1} là đây.`).join(' ');
      await channel(name).send(person.urn as Urn, out(text));
      const parts: string[] = [];
      while (parts.join(' ').length < text.length) parts.push((await person.nextMessage()).text);
      expect(parts.length).toBeGreaterThan(2);
      expect(parts.join(' ')).toBe(text);
    });

    test('a picture comes with its text under it, as one message', async () => {
      offers = [];
      const person = someone(name);
      await person.begins();
      await person.nextMessage();
      const picture = 'https://khaibao.example.vn/pictures/0f.png';
      await channel(name).send(person.urn as Urn, { ...out('Rửa tay sáu bước'), picture });
      expect(person.messages.slice(1)).toMatchObject([{ kind: 'photo', text: 'Rửa tay sáu bước', picture }]);
    });

    test('the faults of the platform have their names', async () => {
      const person = someone(name);
      await person.begins();
      const { faults } = emulators;
      const codes: Record<string, unknown> = {};
      const forbids = name === 'zalo-bot' ? 'bad_token' : 'forbid';
      // Throttled last: after that the channel does not call for a while.
      for (const fault of [forbids, 'fail', 'reset', 'throttle'] as const) {
        faults.set({ [fault]: 1 });
        codes[fault] = await channel(name)
          .send(person.urn as Urn, out('?'))
          .catch((error: unknown) => (error as { code: string }).code);
        faults.set({ [fault]: 0 });
      }
      expect(codes).toEqual({
        throttle: 'throttled',
        [forbids]: name === 'zalo-bot' ? 'misconfigured' : 'stopped',
        fail: 'unavailable',
        reset: 'unavailable',
      });
    });
  });

  test('a forgery in the name of a platform changes nothing', async () => {
    const before = heard.length;
    const body = JSON.stringify({ update_id: 1, event_name: 'follow', timestamp: '1' });
    const forge = (url: string) =>
      app.inject({ method: 'POST', url, body }).then((answer) => answer.statusCode);
    expect(await forge('/webhooks/telegram')).toBe(401);
    expect(await forge('/webhooks/zalo-oa')).toBe(200);
    expect(await forge('/webhooks/zalo-bot')).toBe(401);
    expect(heard.length).toBe(before);
    expect(dropped).toEqual(expect.arrayContaining(['telegram bad-secret', 'zalo-oa bad-signature']));
  });

  const channel = (name: string): Channel => {
    const found = channels.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no channel ${name}`);
    return found;
  };
  const out = (text: string): MsgOut => ({ id: 'm', text, quickReplies: [] });
});
