import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addStaffWord,
  bindStaffChat,
  removeStaffChat,
  STAFF_WORD_LIMIT,
  staffChatsOf,
} from '../../src/storage/staff-chats.ts';
import { makeDongNai, makeStaff, unitOf } from '../support/a-staff.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const NOW = Date.parse('2020-03-27T05:00:00Z');

describe.skipIf(!hasPostgres())('chats of staff (needs initdb and postgres)', () => {
  let database: TestDatabase;
  const staff: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    await makeDongNai(database.db);
    const unit = (await unitOf(database.db)).id;
    for (let i = 0; i < 3; i++) staff.push((await makeStaff(database.db, unit)).id);
  });
  afterAll(() => database.drop());

  const [first, second, third] = [0, 1, 2].map((i) => () => staff[i] ?? '') as [
    () => string,
    () => string,
    () => string,
  ];
  const says = (urn: `telegram:${string}`, code: string, at = NOW) =>
    bindStaffChat(database.db, { urn, code, at: new Date(at) });
  const chatsOf = async (one: string) => (await staffChatsOf(database.db, one)).map(({ urn }) => urn);

  it('are theirs by the newest word alone, said in time, once', async () => {
    const { db } = database;
    const old = await addStaffWord(db, first(), NOW);
    const word = await addStaffWord(db, first(), NOW);
    expect(word).toMatch(/^tin-thu-[2-9a-z]{8}$/);
    await says('telegram:1', old);
    await says('telegram:1', 'tin-thu-22222222');
    await says('telegram:1', word, NOW + STAFF_WORD_LIMIT);
    expect(await chatsOf(first())).toEqual([]);
    await says('telegram:1', word, NOW + STAFF_WORD_LIMIT - 1);
    await says('telegram:2', word);
    expect(await chatsOf(first())).toEqual(['telegram:1']);
  });

  it('go to whoever showed them last, one on each channel', async () => {
    const { db } = database;
    await says('telegram:3', await addStaffWord(db, first(), NOW));
    expect(await chatsOf(first())).toEqual(['telegram:3']);
    await says('telegram:3', await addStaffWord(db, second(), NOW));
    expect([await chatsOf(first()), await chatsOf(second())]).toEqual([[], ['telegram:3']]);
    expect(await removeStaffChat(db, { staff: first(), channel: 'telegram' })).toBe(false);
    expect(await removeStaffChat(db, { staff: second(), channel: 'telegram' })).toBe(true);
    expect(await chatsOf(second())).toEqual([]);
  });

  it('are not given to a disabled account', async () => {
    const { db } = database;
    const word = await addStaffWord(db, third(), NOW);
    await db
      .updateTable('staff')
      .set({ disabled_at: new Date(NOW) })
      .where('id', '=', third())
      .execute();
    await says('telegram:9', word);
    expect(await chatsOf(third())).toEqual([]);
  });
});
