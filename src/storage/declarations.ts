import type { Declaration } from '../dialogue/declaration.ts';
import { channelOf } from '../dialogue/message.ts';
import type { Answer } from '../dialogue/answer.ts';
import { foldDiacritics } from '../vietnamese/fold.ts';
import { cleanJson } from './clean-json.ts';
import { personsAndWork } from './persons-and-work.ts';
import type { Database, DeclarationRow, StoredAnswer } from './database.ts';
import { sql, type Insertable } from 'kysely';
import type { FieldCrypto } from './field-crypto.ts';

/** How answers that are nobody's business are kept. */
export interface Sealing {
  crypto: FieldCrypto;
  /** Block ids whose answers are sealed: those marked `sensitive: true` in the flows. */
  sensitive: ReadonlySet<string>;
}

/**
 * Stores declarations in one statement; one that is there already stays as it is, so storing twice is storing once.
 * When Postgres refuses one of them, none is stored. In the same step the persons they are about are brought up to
 * date, and those that worry become work for a health unit.
 *
 * @param timeZone in which the days of the health log are counted
 * @returns ids of those that were new
 */
export async function insertDeclarations(
  db: Database,
  declarations: readonly Declaration[],
  sealing: Sealing,
  timeZone = 'Asia/Ho_Chi_Minh',
): Promise<string[]> {
  const once = new Map(declarations.map((declaration) => [declaration.id, declaration]));
  // In one order everywhere, so that two batches with the same ids do not wait for each other.
  const rows = [...once.keys()].sort().flatMap((id) => {
    const declaration = once.get(id);
    return declaration ? [toRow(declaration, sealing)] : [];
  });
  const [first] = rows;
  if (first === undefined) return [];
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  // One parameter for all: thousands of them cost more than the rows.
  const inserted = await sql<{ id: string }>`
    with given as (select * from jsonb_populate_recordset(null::declarations, ${toJson(rows)}::jsonb)),
    fresh as (
      insert into declaration_ids (id, declared_at, amends, person)
      select given.id, given.declared_at, amends, coalesce(merged_into, person_id(given.urn, given.subject))
      from given left join persons on persons.id = person_id(given.urn, given.subject)
      on conflict do nothing returning id, person
    ),
    about as (
      select given.*, fresh.person,
        case when given.area_path = '{}' then coalesce(persons.area_path, '{}') else given.area_path end as place
      from given join fresh using (id) left join persons on persons.id = fresh.person
    ),
    ${personsAndWork(timeZone)}
    insert into declarations (${columns}) select ${columns} from about
    returning id`.execute(db);
  return inserted.rows.map((row) => row.id);
}

/** The newest declarations of one contact, newest first. */
export async function declarationsOf(db: Database, urn: string, limit: number) {
  return db
    .selectFrom('declarations')
    .selectAll()
    .where('urn', '=', urn)
    .orderBy('declared_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** The answer as it was given. Throws when it is sealed under another key or was moved to another record. */
export function openAnswer(answer: StoredAnswer, context: AnswerContext, crypto: FieldCrypto): Answer {
  if (!('sealed' in answer)) return answer;
  const { value, raw } = JSON.parse(crypto.open(answer.sealed, contextOf(context))) as Answer;
  return { value, raw, at: answer.at };
}

export interface AnswerContext {
  declaration: string;
  block: string;
}

/** JSON that Postgres takes. What has to be cleaned out is rare, and looking for it is cheap. */
function toJson(rows: readonly object[]): string {
  const json = JSON.stringify(rows);
  return /\\u(?:0000|d[89a-f])/.test(json) ? JSON.stringify(cleanJson(JSON.parse(json))) : json;
}

function toRow(declaration: Declaration, sealing: Sealing): Insertable<DeclarationRow> {
  const { person, triage, consent } = declaration;
  const area = person.area;
  return {
    id: declaration.id,
    receipt: declaration.receipt,
    amends: declaration.amends,
    session: declaration.session,
    urn: declaration.urn,
    subject: declaration.subject,
    channel: channelOf(declaration.urn),
    language: declaration.language,
    flow: declaration.flow,
    flow_version: declaration.flowVersion,
    status: declaration.status,
    campaign: declaration.campaign,
    declared_at: new Date(declaration.declaredAt),
    consent_notice: consent.notice,
    consent_at: new Date(consent.at),
    name: person.name,
    name_folded: person.name === null ? null : foldDiacritics(person.name),
    birth_year: person.birthYear,
    birth: person.birth,
    gender: person.gender,
    nationality: person.nationality,
    phone: person.phone,
    area_version: area?.version ?? null,
    area_code: area?.code ?? null,
    area_path: area === null ? [] : [...area.path.toReversed(), area.code],
    address_line: person.addressLine,
    symptoms: person.symptoms,
    exposures: person.exposures,
    conditions: person.conditions,
    level: triage.level,
    rules: triage.rules,
    ruleset: triage.ruleset,
    ruleset_version: triage.rulesetVersion,
    provisional_class: triage.provisionalClass,
    advice: triage.advice,
    route: triage.route,
    deadline:
      triage.deadlineMinutes === null
        ? null
        : new Date(declaration.declaredAt + triage.deadlineMinutes * 60_000),
    answers: storedAnswers(declaration, sealing),
  };
}

function storedAnswers(declaration: Declaration, { crypto, sensitive }: Sealing) {
  const stored: Record<string, StoredAnswer> = {};
  for (const [block, answer] of Object.entries(declaration.answers)) {
    if (!sensitive.has(block)) {
      stored[block] = answer;
      continue;
    }
    const plain = JSON.stringify({ value: answer.value, raw: answer.raw });
    const context = contextOf({ declaration: declaration.id, block });
    stored[block] = { sealed: crypto.seal(plain, context), at: answer.at };
  }
  return stored;
}

const contextOf = ({ declaration, block }: AnswerContext): string => `declaration:${declaration}:${block}`;
