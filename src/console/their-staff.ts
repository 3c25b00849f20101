import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Database } from '../storage/database.ts';
import { findStaff, type Staff } from '../storage/staff.ts';
import { findUnit, isWithin, type Unit } from '../storage/units.ts';
import { Refusal } from './refusal.ts';
import { visitorOf } from './visitor.ts';

const idParams = z.object({ id: z.guid() });

/** The account an address names, of the admin's unit or below it; any other is not there. @throws Refusal 404 */
export async function theirStaff(db: Database, request: FastifyRequest): Promise<Staff> {
  const params = idParams.safeParse(request.params);
  const staff = params.success ? await findStaff(db, params.data.id) : null;
  if (staff === null || !(await isWithin(db, visitorOf(request).unit.id, staff.unit.id)))
    throw new Refusal(404);
  return staff;
}

/** The unit with this id, the admin's own or one below it; any other is not there. @throws Refusal 404 */
export async function theirUnit(db: Database, request: FastifyRequest, id: string): Promise<Unit> {
  const unit = await findUnit(db, id);
  if (unit === null || !(await isWithin(db, visitorOf(request).unit.id, unit.id))) throw new Refusal(404);
  return unit;
}
