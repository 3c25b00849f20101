import { sql } from 'kysely';
import type { Database } from '../../src/storage/database.ts';
import { channelOf, hasLeft, windowOf } from './chats.ts';

/** What is written down of everybody, held against what the platforms saw. */
export interface Explained {
  /** Everybody whose end is written down, and true. */
  explained: number;
  /** How many ended how. */
  outcomes: Record<string, number>;
  /** Of those of whom it is not known: how many got it. */
  unknownTaken: number;
}

/** @param taken messages the platforms took, by chat */
export async function explain(
  db: Database,
  advisory: string,
  people: number,
  taken: Uint8Array,
): Promise<Explained> {
  const isGone = hasLeft(people);
  const { rows } = await sql<{ chat: number; status: string; reason: string | null }>`
    select split_part(urn, ':', 2)::int as chat, status, reason from deliveries where advisory = ${advisory}`.execute(
    db,
  );
  const outcomes: Record<string, number> = {};
  let [explained, unknownTaken] = [0, 0];
  for (const { chat, status, reason } of rows) {
    const name = reason === null ? status : `${status} ${reason}`;
    outcomes[name] = (outcomes[name] ?? 0) + 1;
    const wasTaken = (taken[chat] ?? 0) > 0;
    if (status === 'unknown' && wasTaken) unknownTaken++;
    if (isTrue(name, chat, wasTaken)) explained++;
  }
  return { explained, outcomes, unknownTaken };

  function isTrue(name: string, chat: number, wasTaken: boolean): boolean {
    switch (name) {
      case 'sent':
        return wasTaken;
      // The process died over it, or no answer came: either.
      case 'unknown lost':
      case 'unknown no-answer':
        return true;
      // A Zalo bot is not told why a chat takes nothing.
      case 'failed stopped':
      case 'failed refused':
        return !wasTaken && isGone(chat);
      case 'skipped billed':
        return !wasTaken && channelOf(chat) === 'zalo-oa' && windowOf(chat) === 'billed';
      case 'skipped window-closed':
        return !wasTaken && channelOf(chat) === 'zalo-oa' && windowOf(chat) === 'closed';
      default:
        return false;
    }
  }
}
