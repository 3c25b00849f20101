import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addApiToken, apiTokensOf, findTokenVisitor, revokeApiToken } from '../../src/storage/api-tokens.ts';
import { actor, listAudit, writeAudit } from '../../src/storage/audit.ts';
import {
  acceptInvitation,
  addInvitation,
  findInvitation,
  INVITATION_LIMIT,
  openInvitations,
  revokeInvitation,
} from '../../src/storage/invitations.ts';
import {
  endOtherSessions,
  endSession,
  findVisitor,
  IDLE_LIMIT,
  openSession,
  SESSION_LIMIT,
  sessionsOf,
} from '../../src/storage/staff-sessions.ts';
import { disableStaff, enableStaff, findStaff, listStaff } from '../../src/storage/staff.ts';
import { makeDongNai, makeStaff, unitOf } from '../support/a-staff.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const NOON = Date.UTC(2020, 3, 1, 5);
const where = { address: '203.0.113.7', agent: 'Firefox' };

let database: TestDatabase;
beforeAll(async () => {
  if (!hasPostgres()) return;
  database = await createTestDatabase();
  await makeDongNai(database.db);
});
afterAll(() => database.drop());

describe.skipIf(!hasPostgres())('a session', () => {
  it('tells who it is, is stored as a hash, and ends after an hour without use or twelve with', async () => {
    const { db } = database;
    const unit = await unitOf(db);
    const { id, username, name } = await makeStaff(db, unit.id);
    const token = await openSession(db, { staff: id, ...where }, NOON);
    expect(token).toMatch(/^[\w-]{43}$/);
    const stored = await db.selectFrom('staff_sessions').select('token').where('staff', '=', id).execute();
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await findVisitor(db, token, NOON)).toMatchObject({
      ...{ staff: id, username, name, role: 'officer', language: 'vi', totp: false, seenUntil: null },
      unit: { id: unit.id, kind: 'station', areaVersion: '2020', areaPath: ['75', '731', '26008'] },
    });
    let at = NOON;
    for (; at < NOON + SESSION_LIMIT; at += IDLE_LIMIT - 1) {
      expect(await findVisitor(db, token, at)).not.toBeNull();
    }
    expect(await findVisitor(db, token, NOON + SESSION_LIMIT)).toBeNull();

    const idle = await openSession(db, { staff: id, ...where }, NOON);
    expect(await findVisitor(db, idle, NOON + IDLE_LIMIT)).toBeNull();
    expect(await findVisitor(db, 'guessed', NOON)).toBeNull();
  });

  it('notes that it is used at most once a minute', async () => {
    const { db } = database;
    const { id } = await makeStaff(db, (await unitOf(db)).id);
    const token = await openSession(db, { staff: id, ...where }, NOON);
    const seen = async (after: number) => {
      await findVisitor(db, token, NOON + after);
      return (await sessionsOf(db, id, NOON + after))[0]?.seenAt.getTime();
    };
    expect(await seen(59_000)).toBe(NOON);
    expect(await seen(60_000)).toBe(NOON + 60_000);
  });

  it('says when the visit before ended', async () => {
    const { db } = database;
    const { id } = await makeStaff(db, (await unitOf(db)).id);
    const first = await openSession(db, { staff: id, ...where }, NOON);
    await findVisitor(db, first, NOON + 600_000);
    const session = (await findVisitor(db, first, NOON + 600_001))?.session ?? '';
    expect(await endSession(db, { staff: id, session }, NOON + 600_002)).toBe(true);
    expect(await findVisitor(db, first, NOON + 600_003)).toBeNull();
    const second = await openSession(db, { staff: id, ...where }, NOON + 1_000_000);
    expect((await findVisitor(db, second, NOON + 1_000_000))?.seenUntil).toEqual(new Date(NOON + 600_000));
  });

  it('of others stays when somebody ends theirs', async () => {
    const { db } = database;
    const { id } = await makeStaff(db, (await unitOf(db)).id);
    const other = await makeStaff(db, (await unitOf(db)).id);
    const [mine, second, theirs] = await Promise.all(
      [id, id, other.id].map((staff) => openSession(db, { staff, ...where }, NOON)),
    );
    const session = (await findVisitor(db, mine ?? '', NOON))?.session ?? '';
    expect(await endSession(db, { staff: other.id, session }, NOON)).toBe(false);
    expect(await endOtherSessions(db, { staff: id, session }, NOON)).toBe(1);
    expect(await findVisitor(db, mine ?? '', NOON)).not.toBeNull();
    expect(await findVisitor(db, second ?? '', NOON)).toBeNull();
    expect(await findVisitor(db, theirs ?? '', NOON)).not.toBeNull();
  });

  it('ends at once with the account, and so do tokens and invitations', async () => {
    const { db } = database;
    const unit = (await unitOf(db, 'cdc', '75')).id;
    const { id } = await makeStaff(db, unit, { role: 'admin' });
    const session = await openSession(db, { staff: id, ...where }, NOON);
    const { token } = await addApiToken(db, { staff: id, name: 'Báo cáo', days: 30 }, NOON);
    const invitation = await addInvitation(db, { unit, role: 'viewer', name: 'Lê An', invitedBy: id }, NOON);
    expect(await findTokenVisitor(db, token, NOON)).not.toBeNull();
    expect(await disableStaff(db, id, NOON)).toBe(true);
    expect(await disableStaff(db, id, NOON)).toBe(false);
    const ways = async () => [
      await findVisitor(db, session, NOON),
      await findTokenVisitor(db, token, NOON),
      await findInvitation(db, invitation.token, NOON),
    ];
    expect(await ways()).toEqual([null, null, null]);
    expect(await enableStaff(db, id)).toBe(true);
    expect(await ways()).toEqual([null, null, null]);
  });
});

describe.skipIf(!hasPostgres())('a token for another system', () => {
  it('opens what its owner may see until it is revoked or too old', async () => {
    const { db } = database;
    const { id } = await makeStaff(db, (await unitOf(db)).id);
    const other = await makeStaff(db, (await unitOf(db)).id);
    const made = await addApiToken(db, { staff: id, name: 'Báo cáo', days: 30 }, NOON);
    expect(made.token).toMatch(/^ncovi_[\w-]{43}$/);
    expect(await findTokenVisitor(db, made.token, NOON)).toMatchObject({ staff: id, session: made.id });
    expect(await apiTokensOf(db, id, NOON)).toMatchObject([{ name: 'Báo cáo', usedAt: new Date(NOON) }]);
    expect(await findTokenVisitor(db, made.token, NOON + 30 * 86_400_000)).toBeNull();
    expect(await revokeApiToken(db, { staff: other.id, id: made.id }, NOON)).toBe(false);
    expect(await revokeApiToken(db, { staff: id, id: made.id }, NOON)).toBe(true);
    expect(await findTokenVisitor(db, made.token, NOON)).toBeNull();
  });
});

describe.skipIf(!hasPostgres())('an invitation', () => {
  const account = (username: string) => ({ username, password: '$argon2id$', language: 'vi' as const });

  it('is taken up once, by whoever is first', async () => {
    const { db } = database;
    const unit = (await unitOf(db)).id;
    const admin = await makeStaff(db, (await unitOf(db, 'cdc', '75')).id, { role: 'admin' });
    const asked = { unit, role: 'officer' as const, name: 'Lê An', invitedBy: admin.id };
    const { token } = await addInvitation(db, asked, NOON);
    const taken = await Promise.all(
      ['an.le.1', 'an.le.2'].map((username) => acceptInvitation(db, token, account(username), NOON)),
    );
    expect(taken.filter((one) => one === 'gone')).toHaveLength(1);
    const [made] = taken.filter((one) => typeof one === 'object');
    expect(await findStaff(db, made?.staff ?? '')).toMatchObject({
      name: 'Lê An',
      role: 'officer',
      unit: { id: unit },
    });
    expect(await findInvitation(db, token, NOON)).toBeNull();
  });

  it('stays open when the name to sign in with is taken, and ends after three days or when revoked', async () => {
    const { db } = database;
    const unit = (await unitOf(db)).id;
    const cdc = (await unitOf(db, 'cdc', '75')).id;
    const admin = await makeStaff(db, cdc, { role: 'admin' });
    const asked = { unit, role: 'viewer' as const, name: 'Lê An', invitedBy: admin.id };
    const { id, token } = await addInvitation(db, asked, NOON);
    expect(await acceptInvitation(db, token, account(admin.username), NOON)).toBe('taken');
    expect(await findInvitation(db, token, NOON + INVITATION_LIMIT - 1)).toMatchObject({ name: 'Lê An' });
    expect(await findInvitation(db, token, NOON + INVITATION_LIMIT)).toBeNull();
    const elsewhere = (await unitOf(db, 'station', '26005')).id;
    expect(await openInvitations(db, elsewhere, NOON)).toEqual([]);
    expect(await revokeInvitation(db, { id, root: elsewhere }, NOON)).toBeNull();
    expect((await openInvitations(db, cdc, NOON)).map((one) => one.id)).toContain(id);
    expect(await revokeInvitation(db, { id, root: cdc }, NOON)).toMatchObject({ id });
    expect(await acceptInvitation(db, token, account('an.le.3'), NOON)).toBe('gone');
  });
});

describe.skipIf(!hasPostgres())('what an admin sees', () => {
  it('is the accounts of their units and what was done in their area', async () => {
    const { db } = database;
    const [centre, station, elsewhere] = await Promise.all([
      unitOf(db, 'district_centre', '731'),
      unitOf(db),
      unitOf(db, 'district_centre', '732'),
    ]);
    const admin = await makeStaff(db, centre.id, { role: 'admin' });
    const officer = await makeStaff(db, station.id);
    const stranger = await makeStaff(db, elsewhere.id);
    const seen = (await listStaff(db, centre.id)).map(({ id }) => id);
    expect(seen).toEqual(expect.arrayContaining([admin.id, officer.id]));
    expect(seen).not.toContain(stranger.id);

    const units = { [officer.id]: station, [stranger.id]: elsewhere };
    for (const staff of [officer.id, stranger.id, officer.id]) {
      const unit = units[staff] ?? station;
      await writeAudit(
        db,
        { staff, unit, address: where.address },
        { action: 'person_seen', subjectId: 'p1' },
      );
    }
    const lines = await listAudit(db, admin.id, {}, 10);
    expect(lines.map(({ staff }) => staff)).toEqual([officer.id, officer.id]);
    expect(lines[0]).toMatchObject({ username: officer.username, unitName: station.name, subjectId: 'p1' });
    expect(await listAudit(db, admin.id, { before: lines[0]?.id ?? '' }, 10)).toHaveLength(1);
    expect(await listAudit(db, admin.id, { username: stranger.username }, 10)).toEqual([]);
    expect(await listAudit(db, officer.id, {}, 10)).toEqual([]);
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('append-only');
    expect(actor({ staff: 'x', unit: { ...station } }, '::1')).toMatchObject({ staff: 'x', address: '::1' });
  });
});
