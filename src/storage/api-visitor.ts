import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import type { Visitor } from './staff-sessions.ts';

/**
 * On whose behalf a token asks, with the token's id as their session; null: nobody's, or no longer. Whatever is given
 * costs one hash and one look-up of the hash, so that time tells nothing of it. When a token was used is noted to the minute.
 */
export async function findApiVisitor(db: Database, token: string, now: number): Promise<Visitor | null> {
  const at = new Date(now);
  const row = await db
    .selectFrom('api_tokens as held')
    .innerJoin('staff', 'staff.id', 'held.staff')
    .innerJoin('units', 'units.id', 'staff.unit')
    .select(['held.id as held', 'used_at', 'staff.id as staff', 'username', 'staff.name', 'role', 'language'])
    .select(['totp_since', 'units.id as unit', 'units.name as unitName', 'kind', 'area_version', 'area_path'])
    .where('held.token', '=', createHash('sha256').update(token).digest('hex'))
    .where('held.expires_at', '>', at)
    .where('held.revoked_at', 'is', null)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  if (row.used_at === null || row.used_at.getTime() <= now - 60_000) {
    await db.updateTable('api_tokens').set({ used_at: at }).where('id', '=', row.held).execute();
  }
  const { staff, username, name, role } = row;
  return {
    ...{ staff, username, name, role, session: row.held, seenUntil: null },
    language: row.language === 'en' ? 'en' : 'vi',
    totp: row.totp_since !== null,
    unit: {
      ...{ id: row.unit, name: row.unitName, kind: row.kind },
      ...{ areaVersion: row.area_version, areaPath: row.area_path },
    },
  };
}
