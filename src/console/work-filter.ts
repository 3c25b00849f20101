import { z } from 'zod';
import { parsePhone } from '../vietnamese/phone-number.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import type { WorkCursor, WorkFilter } from '../storage/list-work.ts';
import type { WorkStatus } from '../storage/console-tables.ts';
import { takesUnplaced } from './area-of.ts';

const statuses = ['new', 'assigned', 'verifying', 'unreachable', 'visit', 'verified', 'following'] as const;
const only = ['mine', 'overdue', 'unassigned', 'new'] as const;
const code = z.string().regex(/^[a-z_]{1,40}$/);
/** Empty fields of a form are not asked for. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional()).catch(undefined);

/** The filters of the work list as they stand in its address; what cannot be understood is left out. */
export const workQuery = z.object({
  area: optional(z.string().max(10)),
  level: optional(z.coerce.number().int().min(0).max(5)),
  status: optional(z.enum(statuses)),
  only: optional(z.enum(only)),
  symptom: optional(code),
  exposure: optional(code),
  campaign: optional(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^#?[a-z0-9-]{3,40}$/)
      .transform((typed) => typed.replace('#', '')),
  ),
  q: optional(z.string().trim().max(80)),
  after: optional(z.string().max(120)),
});

export type WorkQuery = z.infer<typeof workQuery>;

export const workStatuses: readonly WorkStatus[] = statuses;
export const workOnly = only;

/** What is asked of the database; whoever searches for digits means a phone number, otherwise words of a name. */
export function workFilterOf(query: WorkQuery, path: readonly string[], visitor: Visitor): WorkFilter {
  const { level, status, symptom, exposure, campaign, q } = query;
  const phone = q === undefined ? undefined : parsePhone(q);
  return {
    ...(path.length > 0 && { area: path }),
    ...(takesUnplaced(path, visitor) && { unplaced: 'too' as const }),
    ...(level !== undefined && { levels: [level, 5] as const }),
    // Whoever is only being followed has days to go; they are listed when asked for, or when their days are over.
    ...(status !== undefined
      ? { statuses: [status] }
      : query.only !== 'overdue' && { statuses: statuses.filter((one) => one !== 'following') }),
    ...(query.only === 'mine' && { assignedTo: visitor.staff }),
    ...(query.only === 'overdue' && { overdue: true }),
    ...(query.only === 'unassigned' && { unassigned: true }),
    ...(query.only === 'new' && { createdSince: visitor.seenUntil ?? new Date(0) }),
    ...(symptom !== undefined && { symptom }),
    ...(exposure !== undefined && { exposure }),
    ...(campaign !== undefined && { campaign }),
    ...(phone !== undefined ? { phone } : q !== undefined && { name: q }),
  };
}

/** The end of a page as it stands in the address of the next, and back. */
export const cursorText = ({ level, deadline, id }: WorkCursor): string =>
  `${level}.${deadline.getTime()}.${id}`;

export function cursorOf(text: string | undefined): WorkCursor | null {
  const parts = /^([0-5])\.(\d{1,15})\.([0-9a-f-]{36})$/.exec(text ?? '');
  if (parts === null) return null;
  const [, level = '', deadline = '', id = ''] = parts;
  return { level: Number(level), deadline: new Date(Number(deadline)), id };
}

/** An address of the list with some of the filters changed; undefined takes one out. */
export function workAddress(query: WorkQuery, changes: Partial<WorkQuery>): string {
  const merged = Object.entries({ ...query, after: undefined, ...changes });
  const kept = merged.filter(([, value]) => value !== undefined && value !== '');
  return `/console/?${new URLSearchParams(kept.map(([key, value]): [string, string] => [key, String(value)])).toString()}`;
}
