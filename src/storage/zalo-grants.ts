import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Database, ZaloGrantRow } from './database.ts';
import type { FieldCrypto } from './field-crypto.ts';

/** How a grant is; each is worse than the one before. See the migration for what they mean. */
export const zaloGrantStates = ['good', 'unsure', 'refused', 'lost'] as const;
export type ZaloGrantState = (typeof zaloGrantStates)[number];

/** The right of one Zalo app to speak for its Official Account, opened. Times are epoch milliseconds. */
export interface ZaloGrant {
  /** Null until the first pair is stored. */
  refreshToken: string | null;
  accessToken: string | null;
  /** 0 while there is no access token. */
  expiresAt: number;
  refreshedAt: number;
  /** Fingerprints of refresh tokens from the settings that were taken up already. */
  seeds: readonly string[];
  generation: number;
  state: ZaloGrantState;
  trouble: string | null;
  failures: number;
  /** No refresh is tried before this. */
  retryAt: number;
  /** The refresh that is under way, or was cut off. */
  attempt: string | null;
}

/** A pair as Zalo gives it. */
export interface ZaloPair {
  accessToken: string;
  refreshToken: string;
  expiresAt: number;
  refreshedAt: number;
}

/** The grant, or null when none was ever stored. */
export async function findZaloGrant(
  db: Database,
  appId: string,
  crypto: FieldCrypto,
): Promise<ZaloGrant | null> {
  const row = await db.selectFrom('zalo_grants').selectAll().where('app_id', '=', appId).executeTakeFirst();
  return row ? open(row, crypto) : null;
}

/** Makes the row of an app that has no grant yet, so that there is something to claim. */
export async function ensureZaloGrant(db: Database, appId: string): Promise<void> {
  await db
    .insertInto('zalo_grants')
    .values({ app_id: appId })
    .onConflict((conflict) => conflict.column('app_id').doNothing())
    .execute();
}

/**
 * Claims the refresh of a grant for one process, durably and before Zalo is asked. No lock is held: a claim ends by
 * being settled, or by itself after `leaseMs` on the database's clock.
 *
 * @param grant as it was read: whoever read something older gets no claim
 * @returns the claim, or null while another process has it
 */
export async function claimZaloRefresh(
  db: Database,
  appId: string,
  { generation, failures, attempt }: ZaloGrant,
  leaseMs: number,
): Promise<string | null> {
  const claim = randomUUID();
  const claimed = await db
    .updateTable('zalo_grants')
    .set({ attempt: claim, attempt_at: sql<Date>`now()` })
    .where('app_id', '=', appId)
    .where('generation', '=', String(generation))
    .where('failures', '=', failures)
    .where('attempt', 'is not distinct from', attempt)
    .where((is) =>
      is.or([
        is('attempt', 'is', null),
        is('attempt_at', '<', sql<Date>`now() - make_interval(secs => ${leaseMs / 1_000})`),
      ]),
    )
    .executeTakeFirst();
  return claimed.numUpdatedRows > 0n ? claim : null;
}

/**
 * Stores the pair a refresh brought, whatever was noted about the grant in the meantime.
 *
 * @param generation of the pair it was got with
 * @param seed fingerprint of the setting it was got with, if it was
 * @returns false when a newer pair is there already
 */
export async function storeRefreshed(
  db: Database,
  appId: string,
  crypto: FieldCrypto,
  { pair, generation, seed }: { pair: ZaloPair; generation: number; seed: string | null },
): Promise<boolean> {
  const stored = await db
    .updateTable('zalo_grants')
    .set({ ...sealed(appId, pair, crypto), seeds: withSeed(seed) })
    .where('app_id', '=', appId)
    .where('generation', '=', String(generation))
    .executeTakeFirst();
  return stored.numUpdatedRows > 0n;
}

/** Stores a pair somebody authorised: from now on it is the grant, for all processes, whatever was there before. */
export async function storeAuthorised(
  db: Database,
  appId: string,
  crypto: FieldCrypto,
  { pair, seed }: { pair: ZaloPair; seed: string | null },
): Promise<void> {
  await ensureZaloGrant(db, appId);
  await db
    .updateTable('zalo_grants')
    .set({ ...sealed(appId, pair, crypto), seeds: withSeed(seed) })
    .where('app_id', '=', appId)
    .execute();
}

export interface FailedRefresh {
  state: ZaloGrantState;
  trouble: string | null;
  /** Epoch milliseconds. */
  retryAt: number;
  /** A setting that is not to be tried again. */
  seed: string | null;
}

/** Notes that a claimed refresh failed; nothing when the claim is no longer held. */
export async function settleFailed(
  db: Database,
  appId: string,
  claim: string,
  { state, trouble, retryAt, seed }: FailedRefresh,
): Promise<void> {
  await db
    .updateTable('zalo_grants')
    .set((is) => ({
      ...{ state, trouble, attempt: null, attempt_at: null },
      failures: is('failures', '+', 1),
      retry_at: retryAt === 0 ? null : new Date(retryAt),
      seeds: withSeed(seed),
    }))
    .where('app_id', '=', appId)
    .where('attempt', '=', claim)
    .execute();
}

const withSeed = (seed: string | null) =>
  seed === null ? sql<string[]>`seeds` : sql<string[]>`array_append(array_remove(seeds, ${seed}), ${seed})`;

function sealed(appId: string, pair: ZaloPair, crypto: FieldCrypto) {
  return {
    refresh_token: crypto.seal(pair.refreshToken, refreshContext(appId)),
    access_token: crypto.seal(pair.accessToken, accessContext(appId)),
    expires_at: new Date(pair.expiresAt),
    refreshed_at: new Date(pair.refreshedAt),
    generation: sql<string>`generation + 1`,
    ...{
      state: 'good' as const,
      trouble: null,
      failures: 0,
      retry_at: null,
      attempt: null,
      attempt_at: null,
    },
  };
}

function open(row: Selectable<ZaloGrantRow>, crypto: FieldCrypto): ZaloGrant {
  const { app_id: appId, refresh_token: refreshToken, access_token: accessToken } = row;
  return {
    refreshToken: refreshToken === null ? null : crypto.open(refreshToken, refreshContext(appId)),
    accessToken: accessToken === null ? null : crypto.open(accessToken, accessContext(appId)),
    expiresAt: row.expires_at?.getTime() ?? 0,
    refreshedAt: row.refreshed_at?.getTime() ?? 0,
    generation: Number(row.generation),
    retryAt: row.retry_at?.getTime() ?? 0,
    seeds: row.seeds,
    state: row.state,
    trouble: row.trouble,
    failures: row.failures,
    attempt: row.attempt,
  };
}

const refreshContext = (appId: string): string => `zalo-refresh:${appId}`;
const accessContext = (appId: string): string => `zalo-access:${appId}`;
