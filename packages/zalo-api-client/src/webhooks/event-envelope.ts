/** What every documented Official Account event carries. */
import { z } from 'zod';
import { lenient, wireId, wireInteger } from '../http/wire.ts';

export const eventEnvelope = {
  known: z.literal(true),
  app_id: lenient(wireId),
  user_id_by_app: lenient(wireId),
  /** Epoch milliseconds. */
  timestamp: wireInteger,
};
