/** F0 to F5, as 0 to 5; null: none. Source: communication of the Ministry of Health, March 2020. */
export type FStatus = 0 | 1 | 2 | 3 | 4 | 5;

export interface KnownPerson {
  id: string;
  /** What staff set, or what is taken as it is; null: found not to be any. */
  f: number | null;
}

/** Who met whom: `source` is nearer to the case. */
export interface Contact {
  source: string;
  contact: string;
}

/**
 * Computes everybody downstream of those whose status is set: one more than the nearest source, and none beyond F5.
 * What is set stays, whatever sources say; somebody set to none passes nothing on.
 *
 * @param set persons whose status does not follow from contacts
 * @returns the status of everybody who is a contact of somebody and is not set; null where none is left
 */
export function computeFStatus(
  set: readonly KnownPerson[],
  contacts: readonly Contact[],
): Map<string, FStatus | null> {
  const fixed = new Set(set.map(({ id }) => id));
  const contactsOf = new Map<string, string[]>();
  const computed = new Map<string, FStatus | null>();
  for (const { source, contact } of contacts) {
    contactsOf.set(source, [...(contactsOf.get(source) ?? []), contact]);
    if (!fixed.has(contact)) computed.set(contact, null);
  }
  // Every step adds one: whoever is reached first is reached by the nearest way.
  for (let f = 0; f < 5; f++) {
    const nearer = [
      ...set.filter((person) => person.f === f).map(({ id }) => id),
      ...[...computed].filter(([, status]) => status === f).map(([id]) => id),
    ];
    for (const contact of nearer.flatMap((id) => contactsOf.get(id) ?? [])) {
      if (computed.get(contact) === null) computed.set(contact, (f + 1) as FStatus);
    }
  }
  return computed;
}
