import type { Logger } from 'pino';
import type { Info } from '../dialogue/info-pages.ts';
import { faultOf } from '../pipeline/fault.ts';
import { pause } from '../pipeline/pause.ts';
import type { Database } from '../storage/database.ts';
import { findInfo } from '../storage/info-pages.ts';

/** How long citizens may be shown a page after it was withdrawn, in ms. */
const EVERY = 15_000;

/** What can be asked for in the chat, read again and again until the signal; what was read last stays while Postgres is away. */
export function keepInfo(db: Database, logger: Logger, signal: AbortSignal): () => Info {
  let info: Info = { pages: [], stations: new Map() };
  const keep = async (): Promise<void> => {
    do {
      try {
        info = await findInfo(db);
      } catch (error) {
        logger.warn({ event: 'info_not_read', ...faultOf(error) });
      }
    } while (await pause(EVERY, signal));
  };
  void keep();
  return () => info;
}
