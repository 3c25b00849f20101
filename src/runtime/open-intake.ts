import { join } from 'node:path';
import type { Config } from '../config.ts';
import { createAccept, type Accept } from '../pipeline/accept.ts';
import { faultOf } from '../pipeline/fault.ts';
import { measureSpool } from '../pipeline/measure-spool.ts';
import { replay } from '../pipeline/replay.ts';
import { createSeenNotes, type SeenNotes } from '../pipeline/seen.ts';
import { openSpool, type Spool } from '../pipeline/spool.ts';
import { createFieldCrypto } from '../storage/field-crypto.ts';
import type { Runtime } from './open-runtime.ts';
import { StartError } from './run.ts';

/** The way in for webhooks: works on what they bring, or keeps it on the disk until that is possible. */
export interface Intake {
  accept: Accept;
  noteSeen: SeenNotes['note'];
  /** Messages on the disk. */
  kept(): number;
  /** Ends working on what is kept; it stays on the disk. */
  close(): Promise<void>;
}

/** @throws StartError when the spool's folder cannot be used */
export function openIntake(runtime: Runtime, config: Config, fieldKey: Buffer): Intake {
  const { logger, metrics } = runtime;
  const folder = join(config.dataDir, 'spool');
  const spool = openOrExplain(folder, fieldKey, config.spoolMegabytes * 1024 * 1024);
  measureSpool(spool, metrics.registry);
  const seen = createSeenNotes(runtime);
  const common = { spool, logger, channels: runtime.channels.all };
  const converse: Runtime['converse']['converse'] = (channel, message) =>
    runtime.converse.converse(channel, message);
  const ending = new AbortController();
  const reachable = async () => !Object.values(await runtime.health()).includes('away');
  // Counted when they came: a limit would throw away now what the platform was told is kept.
  const replaying = replay({ ...common, converse: runtime.unlimited, reachable }, ending.signal);
  return {
    accept: createAccept({ ...common, converse }),
    noteSeen: (one) => {
      seen.note(one);
    },
    kept: () => spool.state().messages,
    async close() {
      ending.abort();
      await Promise.all([replaying, seen.close()]);
      spool.close();
    },
  };
}

function openOrExplain(folder: string, fieldKey: Buffer, limit: number): Spool {
  try {
    return openSpool(folder, { crypto: createFieldCrypto(fieldKey), limit });
  } catch (error) {
    const { errorName, errorCode = errorName } = faultOf(error);
    throw new StartError(
      `the folder ${folder} cannot be used (${errorCode}). ` +
        'Messages are kept there while Redis is away: set DATA_DIR to a folder this account may write to.',
    );
  }
}
