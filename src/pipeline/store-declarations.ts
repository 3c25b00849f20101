import type { Logger } from 'pino';
import type { Declaration } from '../dialogue/declaration.ts';
import type { Database } from '../storage/database.ts';
import { insertDeclarations, type Sealing } from '../storage/declarations.ts';
import { faultOf } from './fault.ts';
import { inBatches } from './in-batches.ts';
import { Hopeless } from './jobs.ts';
import type { Metrics } from './metrics.ts';
import { traced } from './trace.ts';

export interface StoreDeclarationsOptions {
  db: Database;
  sealing: Sealing;
  /** In which the days of the health log are counted. */
  timeZone: string;
  metrics: Metrics;
  logger: Logger;
}

/** Most declarations in one statement. */
const MOST = 250;
/**
 * How long the first one waits for others, in ms. It is safe in the queue meanwhile, and nobody waits for its row; with less,
 * some tens a second are some tens of commits, and Postgres takes from the chat what the machine has.
 */
const WITHIN = 200;

/**
 * Stores declarations that come one by one, many in one statement. Each call ends when its own row is committed.
 *
 * @throws Hopeless when Postgres refuses this one for good; it keeps no other from being stored
 */
export function createStoreDeclaration(
  options: StoreDeclarationsOptions,
): (declaration: Declaration) => Promise<void> {
  const { db, sealing, timeZone, metrics, logger } = options;
  const store = inBatches(storeBatch, { most: MOST, within: WITHIN });
  return async (declaration) => {
    const about = () => ({ declaration: declaration.id });
    const refused = await traced('insert declaration', about, () => store(declaration));
    if (refused !== null) throw refused;
  };

  /** For each: null, or why it cannot be stored. */
  async function storeBatch(declarations: readonly Declaration[]): Promise<readonly (Error | null)[]> {
    try {
      const stored = new Set(await insertDeclarations(db, declarations, sealing, timeZone));
      for (const { id, triage } of declarations) {
        // Twice in one batch is once stored.
        if (!stored.delete(id)) continue;
        metrics.stored.inc({ level: String(triage.level) });
        logger.info({ event: 'declaration_stored', declaration: id, level: triage.level });
      }
      return declarations.map(() => null);
    } catch (error) {
      if (!isRefusedForGood(error)) throw error;
      if (declarations.length === 1) {
        return [new Hopeless(`Postgres refuses it: ${faultOf(error).errorCode ?? ''}`)];
      }
      return oneByOne(declarations);
    }
  }

  /** One of them is refused: none of its neighbours may suffer for it. */
  async function oneByOne(declarations: readonly Declaration[]): Promise<(Error | null)[]> {
    const outcomes: (Error | null)[] = [];
    for (const declaration of declarations) {
      const [outcome = null] = await storeBatch([declaration]).catch((error: unknown) => [error as Error]);
      outcomes.push(outcome);
    }
    return outcomes;
  }
}

/** SQLSTATE classes 22 (data exception) and 23 (constraint): the same row is refused however often it is tried. */
function isRefusedForGood(error: unknown): boolean {
  return /^2[23]/.test(faultOf(error).errorCode ?? '');
}
