import { sql, type RawBuilder, type Selectable } from 'kysely';
import { parsePhone } from '../vietnamese/phone-number.ts';
import type { Scoped } from './as-staff.ts';
import type { PersonRow } from './console-tables.ts';
import type { DeclarationRow } from './database.ts';
import { nameWords } from './name-words.ts';

export type Person = Selectable<PersonRow>;

/** Most rows of a search, and of what is shown of one person. */
const MOST = 200;

/** One person; undefined when they are not there for who is asking. Whoever was merged leads to who they are. */
export async function findPerson(tx: Scoped, id: string): Promise<Person | undefined> {
  const person = await tx.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst();
  if (person?.merged_into == null) return person;
  return tx.selectFrom('persons').selectAll().where('id', '=', person.merged_into).executeTakeFirst();
}

/**
 * Persons by what was typed into a search field: a receipt code, a phone number, or words of a name with or without
 * diacritics, the last one only begun. Newest declarations first.
 */
export async function searchPersons(tx: Scoped, typed: string, limit = MOST): Promise<Person[]> {
  const receipt = receiptIn(typed);
  const phone = parsePhone(typed);
  if (receipt !== null) {
    return personsWhere(
      tx,
      sql`id in (select i.person from declarations d join declaration_ids i on i.id = d.id where d.receipt = ${receipt})`,
      limit,
    );
  }
  if (phone !== undefined) return personsWhere(tx, sql`phone = ${phone}`, limit);
  const found = await sql<Person>`
    select * from find_persons(${nameWords(typed)}, ${limit}) order by declared_at desc, id`.execute(tx);
  return found.rows;
}

/** All a person declared, wherever they lived then, newest first; also as whom was merged into them. */
export async function declarationsOfPerson(
  tx: Scoped,
  id: string,
  limit = MOST,
): Promise<Selectable<DeclarationRow>[]> {
  const found = await sql<Selectable<DeclarationRow>>`
    select * from declarations_of(${id}, ${limit}) order by declared_at desc, id`.execute(tx);
  return found.rows;
}

/** Those declared by the same account, the person among them. */
export async function householdOf(tx: Scoped, person: Pick<Person, 'urn'>): Promise<Person[]> {
  return personsWhere(tx, sql`urn = ${person.urn}`, MOST);
}

/**
 * Who else may be this person, also on another platform: the same phone and the same name or year of birth, or the same
 * name and year of birth in the same place. Several people with one phone are a family, not one person.
 */
export async function possibleDuplicates(tx: Scoped, person: Person): Promise<Person[]> {
  const { id, phone, name_folded: name, birth_year: year, area_path: path } = person;
  const alike: RawBuilder<unknown>[] = [];
  if (phone !== null) alike.push(sql`(phone = ${phone} and (name_folded = ${name} or birth_year = ${year}))`);
  const code = path.at(-1);
  if (code !== undefined && name !== null && year !== null) {
    alike.push(sql`(area_path[${sql.lit(path.length)}] = ${code} and name_folded = ${name}
      and birth_year = ${year})`);
  }
  if (alike.length === 0) return [];
  return personsWhere(tx, sql`id <> ${id} and (${sql.join(alike, sql` or `)})`, MOST);
}

/**
 * Two records are one person: all that hangs on `duplicate` goes to `kept`. Whoever changes contacts computes F afterwards
 * (contacts.ts).
 *
 * @returns false when one of them is not there for who is asking, was merged before, or they may not write
 */
export async function mergePersons(tx: Scoped, duplicate: string, kept: string): Promise<boolean> {
  const merged = await sql<{ done: boolean }>`select merge_persons(${duplicate}, ${kept}) as done`.execute(
    tx,
  );
  return merged.rows[0]?.done ?? false;
}

/** Where somebody lives now: map, codes from the province down, and house and street if they are known. */
export interface NewPlace {
  version: string;
  path: readonly string[];
  line?: string | null;
}

/**
 * Somebody lives elsewhere: they and their open work go to whoever looks after that place, also outside the area of who
 * is asking, who does not see them any more then. What nobody verified is new there.
 *
 * @returns false when they are not there for who is asking, the place is on no map, or they may not write
 */
export async function movePerson(
  tx: Scoped,
  id: string,
  { version, path, line = null }: NewPlace,
  note = '',
): Promise<boolean> {
  const moved = await sql<{ done: boolean }>`
    select move_person(${id}, ${version}, ${path}::text[], ${line}, ${note}) as done`.execute(tx);
  return moved.rows[0]?.done ?? false;
}

async function personsWhere(tx: Scoped, where: RawBuilder<unknown>, limit: number): Promise<Person[]> {
  const found = await sql<Person>`
    select * from persons where merged_into is null and ${where}
    order by declared_at desc, id limit ${limit}`.execute(tx);
  return found.rows;
}

/**
 * A receipt as people type it (see `receiptOf` of the dialogue). Without any digit and hyphen it is taken for a name, and
 * without any letter for the number of an identity card.
 */
function receiptIn(typed: string): string | null {
  const code = typed.replace(/[\s.–-]/gu, '').toUpperCase();
  if (!/^[0-9A-HJKMNP-TV-Z]{12}$/.test(code) || !/[A-Z]/.test(code)) return null;
  if (!/\d/.test(code) && !/^\s*\w{4}[–-]\w{4}[–-]\w{4}\s*$/u.test(typed)) return null;
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}
