import { z } from 'zod';
import type { ExportPoint } from '../storage/export-page.ts';
import { recordId } from './api-records.ts';

const point = z.tuple([
  z.string(),
  // As Postgres writes a moment; persons go by id alone.
  z.string().refine((at) => at === '' || isMoment(at)),
  recordId,
]);

/** Where a page of a list ended, as a text whose inside is nobody's business. */
export const toCursor = (list: string, { at, id }: ExportPoint): string =>
  Buffer.from(JSON.stringify([list, at, id])).toString('base64url');

/** Where a page of that list ended; undefined: that was no cursor of it. */
export function fromCursor(list: string, text: string): ExportPoint | undefined {
  try {
    const [of, at, id] = point.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return of === list && (at === '') === (list === 'persons') ? { at, id } : undefined;
  } catch {
    return undefined;
  }
}

function isMoment(at: string): boolean {
  const [, date, time, offset] = /^([\d-]{10}) ([\d:.]{8,15})([+-]\d\d)(?::\d\d)?$/.exec(at) ?? [];
  return !Number.isNaN(Date.parse(`${date ?? ''}T${time ?? ''}${offset ?? ''}:00`));
}
