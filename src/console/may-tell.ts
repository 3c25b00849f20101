import type { FastifyRequest } from 'fastify';
import { mayTell, type Teller } from '../broadcast/advisory.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { Refusal } from './refusal.ts';
import { visitorOf } from './visitor.ts';

/** A visitor as one who tells people something. */
export const tellerOf = ({ staff, role, unit }: Visitor): Teller => ({
  id: staff,
  role,
  unitKind: unit.kind,
});

/** Whether a visitor may write to people at all. */
export const visitorTells = (visitor: Visitor): boolean => mayTell(tellerOf(visitor));

/** Lets through who may write to people; behind `only`. */
export function onlyTellers(request: FastifyRequest): Promise<void> {
  if (!visitorTells(visitorOf(request))) throw new Refusal(403);
  return Promise.resolve();
}
