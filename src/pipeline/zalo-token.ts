import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database } from '../storage/database.ts';
import type { FieldCrypto } from '../storage/field-crypto.ts';
import { findZaloGrant, renewZaloGrant, type ZaloGrant } from '../storage/zalo-grants.ts';
import { faultOf } from './fault.ts';

export interface ZaloTokenOptions {
  db: Database;
  crypto: FieldCrypto;
  appId: string;
  /** Where the chain of refresh tokens starts; a new one here starts a new chain. */
  seed: string;
  /** Exchanges a refresh token, which works once, for a new pair. */
  refresh: (refreshToken: string) => Promise<RefreshedTokens>;
  logger: Logger;
  /** Epoch milliseconds. */
  now?: () => number;
}

export interface RefreshedTokens {
  accessToken: string;
  /** Absent: the old one stays good. */
  refreshToken: string | undefined;
  expiresInSeconds: number | undefined;
}

/** The access token of an Official Account for any number of processes. */
export interface ZaloToken {
  accessToken(): Promise<string>;
  /** Another token than the one that was refused; refreshes only if nobody has done so since. */
  renewAccessToken(refused: string): Promise<string>;
}

/** Refreshed this long before it ends, in ms. */
const MARGIN = 10 * 60_000;
/** 25 hours, where Zalo does not say. Source: zalo.md §2. */
const USUAL_LIFE = 25 * 3_600;

/**
 * Keeps the grant in the database. One process at a time refreshes, the others wait and take what it got; the new pair
 * is stored before it is used, because the old refresh token is worth nothing any more.
 */
export function createZaloToken(options: ZaloTokenOptions): ZaloToken {
  const { db, crypto, appId, refresh, logger, now = Date.now } = options;
  const seed = {
    refreshToken: options.seed,
    fingerprint: createHash('sha256').update(options.seed).digest('hex'),
  };
  let known: ZaloGrant | null = null;
  let underWay: Promise<string> | null = null;

  const isGood = (grant: ZaloGrant | null, refused?: string): grant is ZaloGrant & { accessToken: string } =>
    grant?.accessToken != null && grant.accessToken !== refused && grant.expiresAt - MARGIN > now();

  async function get(refused?: string): Promise<string> {
    if (isGood(known, refused)) return known.accessToken;
    // All calls of this process that find the token old wait for the same refresh.
    underWay ??= fetchOrRenew(refused).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function fetchOrRenew(refused: string | undefined): Promise<string> {
    const stored = await findZaloGrant(db, appId, crypto);
    if (stored?.seed === seed.fingerprint && isGood(stored, refused)) {
      known = stored;
      return stored.accessToken;
    }
    known = await renewZaloGrant(db, appId, crypto, seed, async (grant) =>
      isGood(grant, refused) ? null : renewed(grant),
    );
    if (known.accessToken === null) throw new Error('Zalo gave no access token');
    return known.accessToken;
  }

  async function renewed(grant: ZaloGrant): Promise<ZaloGrant> {
    try {
      const tokens = await refresh(grant.refreshToken);
      logger.info({ event: 'zalo_token_refreshed' });
      return {
        accessToken: tokens.accessToken,
        refreshToken: tokens.refreshToken ?? grant.refreshToken,
        expiresAt: now() + (tokens.expiresInSeconds ?? USUAL_LIFE) * 1_000,
      };
    } catch (error) {
      logger.error({ event: 'zalo_token_refresh_failed', ...faultOf(error) });
      throw error;
    }
  }

  return { accessToken: () => get(), renewAccessToken: (refused) => get(refused) };
}
