import type { Scoped } from '../storage/as-staff.ts';
import { linkContacts, recomputeF, setF, unlinkContacts, type ContactLink } from '../storage/contacts.ts';
import { mergePersons } from '../storage/persons.ts';
import { computeFStatus } from './f-status.ts';

/**
 * Somebody met somebody, and everybody downstream gets the status that follows.
 *
 * @throws when who is asking does not see both, or may not write (row-level security)
 * @returns how many persons have another status now
 */
export async function addContact(tx: Scoped, link: ContactLink): Promise<number> {
  await linkContacts(tx, link);
  return recomputeF(tx, link.contact, computeFStatus);
}

/** They did not meet. @returns how many persons have another status now; null when there is no such link for them */
export async function removeContact(
  tx: Scoped,
  link: Pick<ContactLink, 'source' | 'contact'>,
): Promise<number | null> {
  if (!(await unlinkContacts(tx, link))) return null;
  return recomputeF(tx, link.contact, computeFStatus);
}

/**
 * What somebody is found to be: F0 to F5, null (tested negative: none), or `computed` from contacts again.
 *
 * @returns how many others have another status now; null when they are not there for who is asking
 */
export async function markF(
  tx: Scoped,
  person: string,
  f: number | null | 'computed',
): Promise<number | null> {
  if (!(await setF(tx, person, f))) return null;
  return recomputeF(tx, person, computeFStatus);
}

/** Two records are one person (`mergePersons`), and what follows for F from the contacts of both. False as there. */
export async function mergeAsOne(tx: Scoped, duplicate: string, kept: string): Promise<boolean> {
  if (!(await mergePersons(tx, duplicate, kept))) return false;
  await recomputeF(tx, kept, computeFStatus);
  return true;
}
