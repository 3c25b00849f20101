// The grant of the Zalo Official Account from the terminal: gets it, mends it, shows it. Ends when that is done.
import { parseArgs } from 'node:util';
import type { Config } from './config.ts';
import { authoriseZalo, takeRefreshToken } from './runtime/authorise-zalo.ts';
import { openStorage, type OpenStorage } from './runtime/open-storage.ts';
import { run, StartError } from './runtime/run.ts';
import { openTerminal } from './runtime/terminal.ts';
import { zaloStatus } from './runtime/zalo-status.ts';
import { createFieldCrypto } from './storage/field-crypto.ts';
import { findZaloGrant } from './storage/zalo-grants.ts';

const USAGE = `npm run zalo -- authorise [--redirect-uri https://…]
    gets or mends the grant: prints a link for an administrator of the Official Account to agree.
    The redirect URI is the callback URL saved on developers.zalo.me; without it, PUBLIC_URL and /zalo/callback.
npm run zalo -- set-refresh-token
    takes a refresh token of the API Explorer from standard input.
npm run zalo -- status
    shows how the grant is; exit code 1 when somebody has to act.
Tokens are never given on the command line, where other accounts of the machine can read them.`;

await run('zalo', zalo);

async function zalo(config: Config): Promise<null> {
  const { command, redirectUri } = readArguments(config);
  if (config.zaloOa === null) throw new StartError('ZALO_APP_ID is not set.');
  const storage = await openStorage(config);
  try {
    if (command === 'status') {
      await showStatus(config, storage);
      return null;
    }
    const terminal = openTerminal({ hidden: command === 'set-refresh-token' });
    const options = { ...storage, zalo: config.zaloOa, timeZone: config.timeZone, terminal };
    if (command === 'authorise') await authoriseZalo(options, redirectUri);
    else await takeRefreshToken(options);
    terminal.close();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await storage.close();
  }
  return null;
}

async function showStatus({ zaloOa, timeZone }: Config, { db, fieldKey }: OpenStorage): Promise<void> {
  if (zaloOa === null) return;
  const grant = await findZaloGrant(db, zaloOa.appId, createFieldCrypto(fieldKey)).catch((error: unknown) => {
    if (!(error instanceof Error) || 'code' in error) throw error;
    throw new StartError(
      'The tokens in the database are sealed under another FIELD_KEY. Set that one, or authorise.',
    );
  });
  const { ok, lines } = zaloStatus(grant, zaloOa, { timeZone, now: Date.now() });
  console.log(lines.join('\n'));
  if (!ok) process.exitCode = 1;
}

function readArguments({ publicUrl }: Config): { command: string; redirectUri: string } {
  try {
    const { values, positionals } = parseArgs({
      options: { 'redirect-uri': { type: 'string' } },
      allowPositionals: true,
    });
    const [command = ''] = positionals;
    if (positionals.length !== 1 || !['authorise', 'set-refresh-token', 'status'].includes(command))
      throw new TypeError();
    const redirectUri = values['redirect-uri'] ?? (publicUrl === null ? '' : `${publicUrl}/zalo/callback`);
    if (command === 'authorise' && !/^https?:$/.test(URL.parse(redirectUri)?.protocol ?? '')) {
      throw new StartError(
        'there is no redirect URI. Set PUBLIC_URL, or give --redirect-uri with the callback URL.',
      );
    }
    return { command, redirectUri };
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`it was not told what to do.\n${USAGE}`);
  }
}
