import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSeenNotes } from '../../src/pipeline/seen.ts';
import { outcomesOf } from '../../src/storage/advisory-report.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { claimDeliveries, writeOutcomes } from '../../src/storage/deliveries.ts';
import { freezeAudience } from '../../src/storage/freeze-audience.ts';
import { noteSeen } from '../../src/storage/seen-messages.ts';
import { aSubscriber } from '../support/a-subscriber.ts';
import { anOfficer } from '../support/a-unit.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { testLogger } from '../support/test-logger.ts';
import { waitFor } from '../support/wait-for.ts';
import { anApproved, becomes, openSending, platforms, type SendingSide } from './a-broadcast.ts';

const URN = 'zalo-oa:7001';

describe.skipIf(!hasPostgres())('who read an advisory (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let staff: string;
  let side: SendingSide | null;
  beforeEach(async () => {
    side = null;
    database = await createTestDatabase();
    staff = await anOfficer(database.db, [], { takesUnplaced: true });
  });
  afterEach(async () => {
    await side?.close();
    await database.drop();
  });

  const rows = (advisory: string) =>
    database.db
      .selectFrom('deliveries')
      .select(['urn', 'message', 'sent_at', 'read_at'])
      .where('advisory', '=', advisory)
      .orderBy('urn')
      .execute();
  const readOf = async (advisory: string) => {
    const found = await asStaff(database.db, staff, (tx) => outcomesOf(tx, advisory));
    return found.map(({ channel, persons, read }) => [channel, persons, read]);
  };
  const at = new Date(Date.now() - 60_000);
  const seen = (id: string, urn: typeof URN | 'zalo-oa:7002' = URN, when = at) => ({ urn, id, at: when });

  it('is told by Zalo alone, by the id of the message, of which nothing stays', async () => {
    const { db } = database;
    await aSubscriber(db, URN);
    await aSubscriber(db, 'zalo-oa:7002');
    await aSubscriber(db, 'telegram:7003');
    const { telegram, zalo } = platforms();
    side = await openSending({ ...database, redis: null }, [telegram, zalo]);
    const id = await anApproved(db, staff);
    await becomes(db, id, 'done');
    const sent = await rows(id);
    expect(sent.map(({ urn, message }) => [urn, message !== null])).toEqual([
      ['telegram:7003', false],
      ['zalo-oa:7001', true],
      ['zalo-oa:7002', true],
    ]);
    const notes = createSeenNotes({ db, logger: testLogger() }, 20);
    const ids = sent.flatMap(({ urn, message }) => (urn === URN ? (message ?? []) : []));
    notes.note({ urn: URN, ids: [...ids, 'unknown'], at: Date.now() });
    notes.note({ urn: URN, ids, at: Date.now() });
    await waitFor('the reading', async () => (await rows(id))[1]?.read_at !== null);
    await notes.close();
    expect(await readOf(id)).toEqual([
      ['telegram', 1, 0],
      ['zalo-oa', 2, 1],
    ]);
    expect((await rows(id))[1]?.message).toBeNull();
  });

  it('is noted whether it comes before, twice or about nothing, at its first time and never before sending', async () => {
    const { db } = database;
    await aSubscriber(db, URN);
    const advisory = await anApproved(db, staff);
    expect(await noteSeen(db, [seen('m1')])).toEqual([]);
    await db.updateTable('advisories').set({ status: 'freezing' }).where('id', '=', advisory).execute();
    await freezeAudience(db, advisory);
    const by = randomUUID();
    const { claimed } = await claimDeliveries(db, {
      advisory,
      topic: 'news',
      channel: 'zalo-oa',
      by,
      limit: 9,
    });
    const early = [seen('m0'), seen('m1'), seen('m1', 'zalo-oa:7002')];
    expect(await noteSeen(db, early)).toEqual(early);
    const sentAt = Date.now();
    const outcomes = claimed.map(({ person }) => ({
      person,
      status: 'sent' as const,
      sentAt,
      message: 'm1',
    }));
    await writeOutcomes(db, { advisory, by }, outcomes, []);
    expect(await noteSeen(db, [seen('m1', 'zalo-oa:7002')])).toHaveLength(1);
    expect((await rows(advisory))[0]?.read_at).toBeNull();
    expect(await noteSeen(db, [seen('m1')])).toEqual([]);
    const [first] = await rows(advisory);
    expect(first?.read_at?.getTime()).toBe(sentAt);
    await noteSeen(db, [seen('m1', URN, new Date(Date.now() + 86_400_000))]);
    expect(await rows(advisory)).toEqual([first]);
    const long = new Date(Date.now() - 3_600_000);
    await db.updateTable('advisories').set({ ended_at: long }).where('id', '=', advisory).execute();
    expect(await noteSeen(db, early)).toEqual([]);
    expect(await noteSeen(db, [])).toEqual([]);
  });

  it('is what was seen while the database was away, too', async () => {
    const { db } = database;
    await aSubscriber(db, URN);
    const { telegram, zalo } = platforms();
    side = await openSending({ ...database, redis: null }, [telegram, zalo]);
    const id = await anApproved(db, staff);
    await becomes(db, id, 'done');
    const ids = (await rows(id)).flatMap(({ message }) => message ?? []);
    await db.schema.alterTable('deliveries').renameTo('deliveries_away').execute();
    const notes = createSeenNotes({ db, logger: testLogger() }, 10);
    notes.note({ urn: URN, ids, at: Date.now() });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await db.schema.alterTable('deliveries_away').renameTo('deliveries').execute();
    await notes.close();
    expect(await readOf(id)).toEqual([['zalo-oa', 1, 1]]);
  });
});
