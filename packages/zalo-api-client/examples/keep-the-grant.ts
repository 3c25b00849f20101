/**
 * Keeps the OAuth grant of one account alive in a file, and sends with it. For one process only: the refresh token
 * works once, so several processes need a lock around `renew`.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createOaClient, createOauthClient } from 'zalo-api-client';

interface Grant {
  accessToken: string;
  refreshToken: string;
  expiresAtMs: number;
}

const file = process.argv[2] ?? 'grant.json';
const oauth = createOauthClient({
  appId: process.env['ZALO_APP_ID'] ?? '',
  appSecret: process.env['ZALO_APP_SECRET'] ?? '',
});
let grant = JSON.parse(readFileSync(file, 'utf8')) as Grant;
let renewal: Promise<string> | undefined;

export const oa = createOaClient({
  accessToken: () =>
    grant.expiresAtMs < Date.now() + 600_000 ? renew(grant.accessToken) : grant.accessToken,
  renewAccessToken: renew,
});

function renew(refused: string): Promise<string> {
  // Several calls may be refused at once; whoever comes late finds the new token already there.
  if (refused !== grant.accessToken) return Promise.resolve(grant.accessToken);
  renewal ??= refresh().finally(() => {
    renewal = undefined;
  });
  return renewal;
}

async function refresh(): Promise<string> {
  const tokens = await oauth.refresh(grant.refreshToken);
  grant = {
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken ?? grant.refreshToken,
    expiresAtMs: Date.now() + (tokens.expiresInSeconds ?? 3600) * 1000,
  };
  // Stored before it is used: a crash in between would lose the grant.
  writeFileSync(`${file}.new`, JSON.stringify(grant), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return grant.accessToken;
}
