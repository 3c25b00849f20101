import {
  createOaClient,
  createOauthClient,
  ZaloApiError,
  type OaClient,
  type OauthTokens,
} from 'zalo-api-client';
import type { Logger } from 'pino';
import type { ZaloOaSettings } from '../config.ts';
import type { Metrics } from '../pipeline/metrics.ts';
import type { FailedAnswer, RefreshAnswer } from '../pipeline/zalo-refresh.ts';
import { createZaloToken, type ZaloToken } from '../pipeline/zalo-token.ts';
import type { Database } from '../storage/database.ts';
import type { FieldCrypto } from '../storage/field-crypto.ts';

/** The API of the Official Account, and what keeps its tokens. */
export function openZalo(
  zalo: ZaloOaSettings,
  parts: { db: Database; crypto: FieldCrypto; logger: Logger; metrics: Metrics },
): { client: OaClient; token: ZaloToken } {
  const { appId, appSecret, oauthRoot, openapiRoot, businessRoot } = zalo;
  const oauth = createOauthClient({ appId, appSecret, oauthRoot });
  const token = createZaloToken({
    ...parts,
    appId,
    seed: zalo.refreshToken,
    refresh: (refreshToken) => refreshAnswer(oauth.refresh(refreshToken)),
  });
  const client = createOaClient({
    openapiRoot,
    businessRoot,
    accessToken: () => token.accessToken(),
    renewAccessToken: (refused) => token.renewAccessToken(refused),
  });
  return { client, token };
}

/** What a refresh brought, in the words of the token keeping. Never rejects. */
export async function refreshAnswer(refresh: Promise<OauthTokens>): Promise<RefreshAnswer> {
  try {
    return { outcome: 'renewed', ...(await refresh) };
  } catch (error) {
    if (!(error instanceof ZaloApiError)) return { outcome: 'unsure', trouble: 'broken' };
    return { outcome: outcomeOf(error), trouble: `${error.family} ${error.code}` };
  }
}

function outcomeOf({ action, outcomeUnknown, family }: ZaloApiError): FailedAnswer['outcome'] {
  if (action === 'reconsent') return 'lost';
  if (outcomeUnknown) return 'unsure';
  // Answered by Zalo itself, and not about the token: the app id, its secret, its approval.
  if (action === 'human' || action === 'config' || family === 'oauth') return 'refused';
  return 'unreached';
}
