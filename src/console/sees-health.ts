import type { FastifyRequest } from 'fastify';
import type { Visitor } from '../storage/staff-sessions.ts';
import { Refusal } from './refusal.ts';
import { visitorOf } from './visitor.ts';

/** Whether somebody may see single people, not sums only: Postgres holds to the same (migration 0004, staff_depth). */
export const seesHealth = ({ role, unit }: Visitor): boolean =>
  role !== 'communications' && unit.kind !== 'communications' && unit.kind !== 'observer';

/** Lets through who may see single people; behind `only`. */
export function onlyHealth(request: FastifyRequest): Promise<void> {
  if (!seesHealth(visitorOf(request))) throw new Refusal(403);
  return Promise.resolve();
}
