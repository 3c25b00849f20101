import { createBotClient, createOaClient, createOauthClient } from 'zalo-api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestSend } from '../../src/broadcast/test-send.ts';
import type { Channel } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram.ts';
import { createZaloBotChannel } from '../../src/channels/zalo-bot.ts';
import { createZaloOaChannel } from '../../src/channels/zalo-oa.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import type { Person } from '../../src/emulators/person.ts';
import { recordingServer, type RecordingServer } from '../channels/recording-server.ts';
import { realAssets } from '../support/assets.ts';
import { aSubscriber } from '../support/a-subscriber.ts';
import { anOfficer } from '../support/a-unit.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { anApproved, becomes, openSending, rowsOf, type SendingSide } from './a-broadcast.ts';

const file = `${'0f'.repeat(32)}.jpg`;
const url = `https://khaibao.example.vn/pictures/${file}`;
const picture = { file, url, alt: 'Sáu bước rửa tay', width: 800, height: 600 };

describe.skipIf(!hasPostgres())('an advisory with a picture (needs postgres)', () => {
  let database: TestDatabase;
  let hook: RecordingServer;
  let platforms: Platforms;
  let channels: Channel[];
  let people: Person[];
  let side: SendingSide;
  let staff: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    hook = await recordingServer(() => ({ status: 200, json: {} }));
    platforms = await startPlatforms(() => hook.root);
    const set = (name: string) => platforms.settings[name] ?? '';
    const zalo = { appId: set('ZALO_APP_ID'), appSecret: set('ZALO_APP_SECRET') };
    const oauth = createOauthClient({ ...zalo, oauthRoot: set('ZALO_OAUTH_ROOT') });
    const { accessToken } = await oauth.refresh(set('ZALO_REFRESH_TOKEN'));
    const bot = createBotClient({ token: set('ZALO_BOT_TOKEN'), apiRoot: set('ZALO_BOT_API_ROOT') });
    await bot.setWebhook({ url: hook.root, secretToken: 'for-the-recording-server' });
    channels = [
      createTelegramChannel({
        ...{ token: set('TELEGRAM_BOT_TOKEN'), webhookSecret: null, apiRoot: set('TELEGRAM_API_ROOT') },
      }),
      createZaloOaChannel({
        ...{ ...zalo, oaId: set('ZALO_OA_ID'), oaSecretKey: set('ZALO_OA_SECRET_KEY') },
        client: createOaClient({ accessToken: () => accessToken, openapiRoot: set('ZALO_OPENAPI_ROOT') }),
      }),
      createZaloBotChannel({ webhookSecret: null, client: bot }),
    ];
    people = [platforms.telegram.person(), platforms.zalo.person(), platforms.zaloBot.person()];
    for (const person of people) await person.begins();
    staff = await anOfficer(database.db, [], { takesUnplaced: true });
    side = await openSending({ ...database, redis: null }, channels);
  });
  afterAll(async () => {
    await side.close();
    await platforms.close();
    await hook.close();
    await database.drop();
  });
  const shown = () =>
    people.map(({ channel, messages }) => [
      channel,
      messages.map(({ kind, text, picture: at }) => ({ kind, text, at })),
    ]);

  it('comes on every platform as one message with the text under the picture', async () => {
    for (const { urn } of people) await aSubscriber(database.db, urn);
    const id = await anApproved(database.db, staff, { picture });
    await becomes(database.db, id, 'done');
    const text = 'Bà con nhớ rửa tay, đeo khẩu trang.\n\nKhông muốn nhận tin này nữa, xin nhắn DỪNG.';
    const once = [{ kind: 'photo', text, at: url }];
    expect(shown()).toEqual(people.map(({ channel }) => [channel, once]));
    expect(Object.values(await rowsOf(database.db, id))).toEqual(['sent', 'sent', 'sent']);
  });

  it('is tried on oneself with its picture', async () => {
    const sendTest = createTestSend({
      channels: new Map(channels.map((one) => [one.name, one])),
      phrasebook: realAssets().phrasebook,
      heardAt: () => Promise.resolve(undefined),
    });
    for (const person of people) {
      const before = person.messages.length;
      const chat = { urn: person.urn as Urn, channel: person.channel, boundAt: new Date() };
      const advisory = { id: 'a', texts: { vi: 'Bà con nhớ rửa tay.' }, link: '', picture };
      expect(await sendTest(advisory, chat)).toBe('sent');
      const came = person.messages.slice(before);
      expect(came).toMatchObject([{ kind: 'photo', picture: url }]);
      expect(came[0]?.text).toMatch(/^\[TIN THỬ .*nhớ rửa tay/s);
    }
  });

  it('is refused where the platform does not get the picture, and not sent again without it', async () => {
    const before = shown();
    const id = await anApproved(database.db, staff, { picture: { ...picture, url: 'http://' } });
    await becomes(database.db, id, 'done');
    expect(new Set(Object.values(await rowsOf(database.db, id)))).toEqual(new Set(['failed refused']));
    expect(shown()).toEqual(before);
  });
});
