import type { Database } from './database.ts';
import { toVisitor, visitors, type Visitor } from './staff-sessions.ts';
import { newToken, tokenHash } from './token-hash.ts';

/** A token another system fetches data with, as its owner sees it. */
export interface ApiToken {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

/** What tokens begin with, so that whoever finds one lying about knows what it is. */
const PREFIX = 'ncovi_';
const DAY = 86_400_000;

/** Makes a token. @returns the token, which is not stored, and its id */
export async function addApiToken(
  db: Database,
  { staff, name, days }: { staff: string; name: string; days: number },
  now: number,
): Promise<{ id: string; token: string }> {
  const token = PREFIX + newToken();
  const { id } = await db
    .insertInto('api_tokens')
    .values({
      ...{ token: tokenHash(token), staff, name, created_at: new Date(now) },
      ...{ expires_at: new Date(now + days * DAY), used_at: null, revoked_at: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, token };
}

/** Tokens of an account that still open something, the newest first. */
export async function apiTokensOf(db: Database, staff: string, now: number): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'created_at', 'expires_at', 'used_at'])
    .where('staff', '=', staff)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name },
    ...{ createdAt: row.created_at, expiresAt: row.expires_at, usedAt: row.used_at },
  }));
}

/** Revokes a token of this account. @returns false when it has no such token */
export async function revokeApiToken(
  db: Database,
  { staff, id }: { staff: string; id: string },
  now: number,
): Promise<boolean> {
  const revoked = await db
    .updateTable('api_tokens')
    .set({ revoked_at: new Date(now) })
    .where('id', '=', id)
    .where('staff', '=', staff)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return revoked.numUpdatedRows > 0n;
}

/** On whose behalf a token asks, with the token's id as session; null: nobody's, or no longer. Notes that it was used. */
export async function findTokenVisitor(db: Database, token: string, now: number): Promise<Visitor | null> {
  const row = await visitors(db)
    .innerJoin('api_tokens as held', 'held.staff', 'staff.id')
    .select(['held.id as token', 'held.used_at'])
    .where('held.token', '=', tokenHash(token))
    .where('held.revoked_at', 'is', null)
    .where('held.expires_at', '>', new Date(now))
    .executeTakeFirst();
  if (!row) return null;
  if (row.used_at === null || row.used_at.getTime() <= now - 60_000) {
    await db
      .updateTable('api_tokens')
      .set({ used_at: new Date(now) })
      .where('id', '=', row.token)
      .execute();
  }
  return toVisitor(row, row.token);
}
