import { createHmac } from 'node:crypto';
import { createOaClient, createOauthClient, createState, pkceChallenge, ZaloApiError } from 'zalo-api-client';
import type { OauthTokens } from 'zalo-api-client';
import type { ZaloOaSettings } from '../config.ts';
import { pairOf } from '../pipeline/zalo-refresh.ts';
import { zaloSeedMark } from '../pipeline/zalo-token.ts';
import { StartError } from './run.ts';
import type { Database } from '../storage/database.ts';
import { createFieldCrypto } from '../storage/field-crypto.ts';
import { storeAuthorised } from '../storage/zalo-grants.ts';
import { localTime } from './zalo-status.ts';
import type { Terminal } from './terminal.ts';

export interface AuthoriseOptions {
  zalo: ZaloOaSettings;
  db: Database;
  fieldKey: Buffer;
  timeZone: string;
  terminal: Terminal;
}

/**
 * Gets a grant by the consent of an administrator of the Official Account: prints the link, takes back the address the
 * browser ends at, stores the tokens. Source: docs.zaloplatforms.com/docs/OA, OAuth v4.
 *
 * @throws StartError when there is none; nothing is changed then
 */
export async function authoriseZalo(options: AuthoriseOptions, redirectUri: string): Promise<void> {
  const { zalo, fieldKey, terminal } = options;
  // Always the same, because a challenge may also have to be saved in the console.
  const verifier = createHmac('sha256', fieldKey).update(`zalo-pkce:${zalo.appId}`).digest('base64url');
  const codeChallenge = pkceChallenge(verifier);
  const state = createState();
  const oauth = createOauthClient(zalo);
  terminal.say(
    '1. On developers.zalo.me, in the settings of the product Official Account, the callback URL must be exactly',
    `     ${redirectUri}`,
    '   Where a code challenge is asked for there, it is',
    `     ${codeChallenge}`,
    `2. An administrator of the Official Account ${zalo.oaId} opens this link and agrees:`,
    `     ${oauth.authoriseUrl({ redirectUri, state, codeChallenge })}`,
    '3. The browser ends at the callback URL, with a code behind it. Whether a page is shown there does not matter.',
    '   Copy the whole address and paste it here within ten minutes.',
  );
  for (;;) {
    const pasted = await terminal.ask('Address: ');
    if (pasted === null) throw new StartError('No address was pasted. Nothing was changed.');
    const code = readCallback(pasted, { state, oaId: zalo.oaId, redirectUri });
    if ('fault' in code) {
      terminal.say(code.fault);
      continue;
    }
    const tokens = await oauth.exchangeCode({ ...code, codeVerifier: verifier }).catch((error: unknown) => {
      throw notExchanged(error, redirectUri, codeChallenge);
    });
    await adopt(tokens, null, options);
    return;
  }
}

/** Takes up a refresh token of the console's API Explorer. @throws StartError when Zalo does not take it */
export async function takeRefreshToken(options: AuthoriseOptions): Promise<void> {
  const { zalo, terminal } = options;
  const spent = await terminal.ask('Refresh token (it is not shown): ');
  if (!spent) throw new StartError('No refresh token was given. Nothing was changed.');
  const tokens = await createOauthClient(zalo)
    .refresh(spent)
    .catch((error: unknown) => {
      if (!(error instanceof ZaloApiError)) throw error;
      throw new StartError(`${error.message}. Take a new refresh token from the API Explorer.`);
    });
  await adopt(tokens, spent, options);
}

/** Stores the tokens, unless they are another account's. */
async function adopt(tokens: OauthTokens, spent: string | null, options: AuthoriseOptions): Promise<void> {
  const { zalo, db, fieldKey, timeZone, terminal } = options;
  const refreshToken = tokens.refreshToken ?? spent;
  if (refreshToken === null)
    throw new StartError('Zalo gave no refresh token. Nothing was changed; run this again.');
  const name = await nameOfAccount(tokens.accessToken, options);
  const pair = pairOf({ outcome: 'renewed', ...tokens }, refreshToken, Date.now());
  const seed = zalo.refreshToken === null ? null : zaloSeedMark(zalo.refreshToken);
  await storeAuthorised(db, zalo.appId, createFieldCrypto(fieldKey), { pair, seed });
  terminal.say(
    `Done. This installation speaks for the Official Account ${zalo.oaId}${name}.`,
    `The access token is good until ${localTime(pair.expiresAt, timeZone)} and is refreshed by itself.`,
    'Programs that run already take it up by themselves.',
  );
}

async function nameOfAccount(accessToken: string, { zalo, terminal }: AuthoriseOptions): Promise<string> {
  const client = createOaClient({ openapiRoot: zalo.openapiRoot, accessToken: () => accessToken });
  try {
    const { oaId, name } = await client.getAccount();
    if (oaId !== undefined && oaId !== zalo.oaId) {
      throw new StartError(
        `The consent is for the Official Account ${oaId}, but ZALO_OA_ID is ${zalo.oaId}. Nothing was changed.`,
      );
    }
    return name === undefined ? '' : `, ${name}`;
  } catch (error) {
    if (!(error instanceof ZaloApiError)) throw error;
    terminal.say(`Zalo did not say whose the tokens are: ${error.message}.`);
    return '';
  }
}

/** The code in what was pasted: the address the browser ended at, or the code alone. */
function readCallback(
  pasted: string,
  expected: { state: string; oaId: string; redirectUri: string },
): { code: string } | { fault: string } {
  if (/^[\w.~-]{20,}$/.test(pasted)) return { code: pasted };
  const address = URL.parse(pasted);
  if (address === null) return { fault: 'This is no address. It begins with https:// and has code= in it.' };
  const refused = address.searchParams.get('error_code') ?? address.searchParams.get('error');
  if (refused !== null) return { fault: explainRefusal(refused, expected.redirectUri) };
  const [code, state, oaId] = ['code', 'state', 'oa_id'].map((name) => address.searchParams.get(name));
  if (!code) return { fault: 'This address has no code= in it. Copy it when the administrator has agreed.' };
  if (state !== expected.state) {
    return { fault: 'This address comes from another link. Open the link printed above, and agree there.' };
  }
  if (oaId !== expected.oaId) {
    return {
      fault: `The consent is for the Official Account ${oaId ?? 'of no number'}, but ZALO_OA_ID is ${expected.oaId}. Open the link again and choose that one.`,
    };
  }
  return { code };
}

function explainRefusal(code: string, redirectUri: string): string {
  if (code !== '-14003') return `Zalo refused: ${/^-?\w{1,40}$/.test(code) ? code : 'no reason given'}.`;
  return `Zalo refused (-14003): the callback URL saved on developers.zalo.me is not ${redirectUri}. Save it there and open the link again.`;
}

function notExchanged(error: unknown, redirectUri: string, challenge: string): unknown {
  if (!(error instanceof ZaloApiError)) return error;
  if (error.code === -14003) return new StartError(explainRefusal('-14003', redirectUri));
  const hint =
    error.action === 'reconsent'
      ? ` A code is good once, for ten minutes; run this again. Where developers.zalo.me has a code challenge saved, it must be ${challenge}.`
      : ' Nothing was changed; run this again.';
  return new StartError(`${error.message}.${hint}`);
}
