import type { Database } from './database.ts';
import type { FieldCrypto } from './field-crypto.ts';

/** Tokens of one Zalo app for its Official Account, opened. */
export interface ZaloGrant {
  refreshToken: string;
  /** Null until the first refresh. */
  accessToken: string | null;
  /** Epoch milliseconds; 0 while there is no access token. */
  expiresAt: number;
}

/** The grant, or null when none was ever stored. */
export async function findZaloGrant(
  db: Database,
  appId: string,
  crypto: FieldCrypto,
): Promise<(ZaloGrant & { seed: string }) | null> {
  const row = await db.selectFrom('zalo_grants').selectAll().where('app_id', '=', appId).executeTakeFirst();
  return row ? { ...open(row, crypto), seed: row.seed } : null;
}

/**
 * Lets one process at a time change the grant: the row is locked until `renew` has answered, and what it answers is
 * stored before anybody else sees it. `renew` answering null leaves the row as it was.
 *
 * @param seed where the chain starts when there is no row yet, or when the row came from another seed
 */
export async function renewZaloGrant(
  db: Database,
  appId: string,
  crypto: FieldCrypto,
  seed: { fingerprint: string; refreshToken: string },
  renew: (grant: ZaloGrant) => Promise<ZaloGrant | null>,
): Promise<ZaloGrant> {
  await db
    .insertInto('zalo_grants')
    .values({
      app_id: appId,
      seed: seed.fingerprint,
      refresh_token: crypto.seal(seed.refreshToken, refreshContext(appId)),
      access_token: null,
      expires_at: null,
      refreshed_at: null,
    })
    .onConflict((conflict) => conflict.column('app_id').doNothing())
    .execute();
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('zalo_grants')
      .selectAll()
      .where('app_id', '=', appId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const grant =
      row.seed === seed.fingerprint
        ? open(row, crypto)
        : { refreshToken: seed.refreshToken, accessToken: null, expiresAt: 0 };
    const renewed = await renew(grant);
    if (renewed === null) return grant;
    await tx
      .updateTable('zalo_grants')
      .set({
        seed: seed.fingerprint,
        refresh_token: crypto.seal(renewed.refreshToken, refreshContext(appId)),
        access_token:
          renewed.accessToken === null ? null : crypto.seal(renewed.accessToken, accessContext(appId)),
        expires_at: new Date(renewed.expiresAt),
        refreshed_at: new Date(),
      })
      .where('app_id', '=', appId)
      .execute();
    return renewed;
  });
}

function open(
  row: { app_id: string; refresh_token: string; access_token: string | null; expires_at: Date | null },
  crypto: FieldCrypto,
): ZaloGrant {
  return {
    refreshToken: crypto.open(row.refresh_token, refreshContext(row.app_id)),
    accessToken: row.access_token === null ? null : crypto.open(row.access_token, accessContext(row.app_id)),
    expiresAt: row.expires_at?.getTime() ?? 0,
  };
}

const refreshContext = (appId: string): string => `zalo-refresh:${appId}`;
const accessContext = (appId: string): string => `zalo-access:${appId}`;
