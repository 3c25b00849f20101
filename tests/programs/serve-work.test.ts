import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/emulators/person.ts';
import { declarationsOf } from '../../src/storage/declarations.ts';
import { SUSPECTED } from '../browser/citizen.ts';
import { startBalancer, type Balancer } from '../support/balancer.ts';
import { declare } from '../support/declare.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import type { ProgramUnderTest } from '../support/program.ts';
import { hasRedis } from '../support/redis.ts';
import { stopProcess } from '../support/stop-process.ts';
import { waitFor } from '../support/wait-for.ts';

const skip = !hasRedis() || !hasPostgres();

describe.skipIf(skip)('two serve and two work on Redis and Postgres (needs redis-server, postgres)', () => {
  let installation: Installation;
  let platforms: Platforms;
  let serving: Serving[];
  let working: ProgramUnderTest[];
  let balancer: Balancer;

  beforeAll(async () => {
    serving = [];
    balancer = await startBalancer(() => serving.map(({ port }) => port));
    installation = await setUpInstallation();
    platforms = await startPlatforms((channel) => `${balancer.root}/webhooks/${channel}`);
    const settings = { ...platforms.settings, PUBLIC_URL: balancer.root };
    serving = await Promise.all([1, 2].map(() => installation.serve(settings)));
    working = await Promise.all([1, 2].map(() => installation.work(platforms.settings)));
  });
  afterAll(async () => {
    await installation.close();
    await platforms.close();
    await balancer.close();
  });

  it('takes declarations of many people at once, every body to the other process, and stores each once', async () => {
    const people: Person[] = Array.from({ length: 3 }, () => [
      platforms.telegram.person({ languageCode: 'vi' }),
      platforms.zalo.person(),
      platforms.zaloBot.person(),
    ]).flat();
    const receipts = await Promise.all(
      people.map((person, i) => declare(person, i % 4 ? undefined : SUSPECTED)),
    );
    for (const count of balancer.counts) expect(count).toBeGreaterThan(people.length * 5);
    for (const [i, { urn }] of people.entries()) {
      await waitFor(
        'the row',
        async () => (await declarationsOf(installation.database.db, urn, 5)).length > 0,
      );
      const rows = await declarationsOf(installation.database.db, urn, 5);
      expect(rows.map(({ receipt, level }) => [receipt, level])).toEqual([[receipts[i], i % 4 ? 0 : 4]]);
    }
    expect(platforms.telegram.refused).toEqual([]);
    expect(platforms.zaloBot.refused).toEqual([]);
  });

  it('refuses who does not know the secret, and counts it', async () => {
    const body = JSON.stringify({ update_id: 1, message: { text: 'x' } });
    const [serve] = serving;
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 'wrong' };
    const url = `${serve?.root ?? ''}/webhooks/telegram`;
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
    const zalo = `${serve?.root ?? ''}/webhooks/zalo-oa`;
    expect((await fetch(zalo, { method: 'POST', headers, body: '{}' })).status).toBe(200);
    const metrics = await (await fetch(`${serve?.root ?? ''}/metrics`)).text();
    expect(metrics).toContain('ncovi_dropped_total{channel="telegram",reason="bad-secret"} 1');
    expect(metrics).toContain('ncovi_dropped_total{channel="zalo-oa",reason="bad-signature"} 1');
  });

  it('says which part is away, has messages delivered again, and recovers by itself', async () => {
    const person = platforms.telegram.person({ languageCode: 'vi' });
    const { redis } = installation;
    await stopProcess(redis.process, 'SIGKILL');
    const [serve] = serving;
    const answer = await fetch(`${serve?.root ?? ''}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'away', parts: { postgres: 'ok', redis: 'away' } });
    expect((await fetch(`${serve?.root ?? ''}/healthz`)).status).toBe(200);
    const declared = declare(person);
    await redis.restart();
    const receipt = await declared;
    await waitFor('the row', async () => {
      const rows = await declarationsOf(installation.database.db, person.urn, 5);
      return rows[0]?.receipt === receipt;
    });
    expect((await fetch(`${serve?.root ?? ''}/readyz`)).status).toBe(200);
  });

  it('sets Telegram up: the menus of both languages, and what it is to deliver', async () => {
    const { settings } = platforms;
    const ask = async (method: string) => {
      const url = `${settings['TELEGRAM_API_ROOT'] ?? ''}/bot${settings['TELEGRAM_BOT_TOKEN'] ?? ''}/${method}`;
      return ((await (await fetch(url)).json()) as { result: unknown }).result;
    };
    expect(await ask('getMyCommands')).toContainEqual({ command: 'khai_bao', description: 'Khai báo y tế' });
    expect(await ask('getMyCommands?language_code=en')).toContainEqual({
      command: 'declare',
      description: 'Make a health declaration',
    });
    expect(await ask('getWebhookInfo')).toMatchObject({
      max_connections: 40,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
  });

  it.each(['telegram', 'zalo'] as const)(
    'says nothing on %s to who left, and goes on when they are back',
    async (name) => {
      const person =
        name === 'telegram' ? platforms.telegram.person({ languageCode: 'vi' }) : platforms.zalo.person();
      await person.begins('qr-tram_07');
      await person.nextMessage();
      await person.sends('đồng ý');
      await person.nextMessage();
      await person.leaves();
      const before = person.messages.length;
      await person.returns();
      await waitFor('the question whether to go on', () => person.messages.length > before);
      expect(person.messages.at(-1)?.text).toMatch(/Khai tiếp hay/);
    },
  );

  it('answers a press that is not a button of ours, and says that it is stale', async () => {
    const person = platforms.telegram.person({ languageCode: 'vi' });
    await person.begins();
    await person.nextMessage();
    await person.forgesPress('#kb.00000000.1.accept');
    expect((await person.nextMessage()).text).toContain('Nút đó của câu trước');
    await waitFor('the answer to the press', () => person.unanswered.size === 0);
  });

  it.skipIf(!existsSync('/proc/self/stat'))('leaves processors to whom people in the chat wait for', () => {
    const nicenessOf = ({ process: { pid } }: ProgramUnderTest): number[] =>
      readdirSync(`/proc/${pid}/task`).map((thread) => {
        const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1');
        // Source: proc_pid_stat(5), field 19; the second, in brackets, may have blanks in it.
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
      });
    const ours = Math.max(...serving.flatMap(nicenessOf));
    for (const program of working) expect(Math.min(...nicenessOf(program))).toBeGreaterThan(ours);
  });

  it('ends in peace', async () => {
    const codes = await Promise.all([...serving, ...working].map((program) => program.stop()));
    expect(codes).toEqual([0, 0, 0, 0]);
  });
});
