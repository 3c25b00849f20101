import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { giveUpLost } from '../../src/storage/deliveries.ts';
import { anApproved, becomes, rowsOf } from '../broadcast/a-broadcast.ts';
import { aSubscriber } from '../support/a-subscriber.ts';
import { anOfficer } from '../support/a-unit.ts';
import { freePort } from '../support/binaries.ts';
import { setUpInstallation, type Installation } from '../support/installation.ts';
import { startPlatforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { hasRedis } from '../support/redis.ts';
import { waitFor } from '../support/wait-for.ts';

describe.skipIf(!hasRedis() || !hasPostgres())(
  'advisories of real processes (needs redis-server, postgres)',
  () => {
    let installation: Installation;
    let server: Server;
    const asked: number[] = [];
    /** Taken, and not answered. */
    const silent = new Set<number>();
    beforeAll(async () => {
      installation = await setUpInstallation();
      server = createServer((request, response) => {
        void text(request).then((body) => {
          const { chat_id: chat = 0 } = JSON.parse(body || '{}') as { chat_id?: number };
          asked.push(chat);
          if (silent.has(chat)) return;
          response.setHeader('content-type', 'application/json');
          response.end(
            '{"ok":true,"result":{"message_id":1,"date":1585270800,"chat":{"id":1,"type":"private"}}}',
          );
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(async () => {
      await installation.close();
      server.closeAllConnections();
      server.close();
    });

    it('never repeat what a killed process had begun, and send the rest', async () => {
      const { db } = installation.database;
      const settings = {
        ...{
          TELEGRAM_BOT_TOKEN: '123456:broadcast-of-a-test',
          TELEGRAM_WEBHOOK_SECRET: 'hook-of-a-broadcast',
        },
        ...{ TELEGRAM_API_ROOT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      };
      const staff = await anOfficer(db, [], { takesUnplaced: true });
      for (let chat = 1; chat <= 60; chat++) await aSubscriber(db, `telegram:${chat}`);
      silent.add(7);
      const first = await installation.work(settings);
      const id = await anApproved(db, staff);
      await waitFor('the call nobody answers', () => asked.includes(7), { timeout: 60_000 });
      await first.kill();
      const before = await rowsOf(db, id);
      expect(before['telegram:7']).toBe('sending');
      await installation.work(settings);
      await waitFor('the rest', async () => !Object.values(await rowsOf(db, id)).includes('waiting'), {
        timeout: 60_000,
      });
      await giveUpLost(db, 0);
      await becomes(db, id, 'done');
      const after = await rowsOf(db, id);
      expect(after['telegram:7']).toBe('unknown lost');
      expect(asked.filter((chat) => chat === 7)).toHaveLength(1);
      expect(asked).toHaveLength(new Set(asked).size);
      for (const [urn, status] of Object.entries(after)) {
        if (status === 'sent') expect(asked).toContain(Number(urn.split(':')[1]));
        else expect(status).toBe('unknown lost');
      }
    });
  },
);

describe('npm start with its own database', () => {
  it('sends advisories, on one session of the database, and hears from Zalo who read them', async () => {
    const data = mkdtempSync(join(tmpdir(), 'ncovi-start-'));
    const port = await freePort();
    const platforms = await startPlatforms((channel) => `http://127.0.0.1:${port}/webhooks/${channel}`, {
      polled: true,
    });
    const program = startProgram('start', { ...platforms.settings, PORT: String(port), DATA_DIR: data });
    try {
      await program.ready(90_000);
      const reader = platforms.zalo.person();
      const people = [
        ...Array.from({ length: 11 }, () => platforms.telegram.person({ languageCode: 'vi' })),
        reader,
      ];
      for (const person of people) {
        await person.begins();
        await person.nextMessage(30_000);
      }
      const db = openDatabase({ socketFolder: join(data, 'run') });
      const staff = await anOfficer(db, [], { takesUnplaced: true });
      for (const { urn } of people) await aSubscriber(db, urn);
      const id = await anApproved(db, staff);
      await becomes(db, id, 'done');
      expect(Object.values(await rowsOf(db, id))).toEqual(Array(12).fill('sent'));
      for (const person of people) {
        expect((await person.nextMessage(30_000)).text).toMatch(/^Bà con nhớ rửa tay.*\n\n.*nhắn DỪNG\.$/s);
      }
      await reader.looks();
      const isRead = async () =>
        (await db.selectFrom('deliveries').select('urn').where('read_at', 'is not', null).execute())
          .map(({ urn }) => urn)
          .join() === reader.urn;
      await waitFor('the reading', isRead, { timeout: 30_000 });
      await db.destroy();
    } finally {
      await program.kill();
      await platforms.close();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
