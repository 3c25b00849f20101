// Storage: SQL and nothing else. Plain functions, one file per noun, the database as their first argument.
// Must not know queues, conversations in progress, platforms, or any text a person reads.
import { CompiledQuery, Kysely, PostgresDialect, type ColumnType, type Generated } from 'kysely';
import pg from 'pg';
import type { BroadcastTables } from './broadcast-tables.ts';
import type { ConsoleTables } from './console-tables.ts';

/** A pool of connections, with the tables known to the type checker. */
export type Database = Kysely<Tables>;

/** Where Postgres is: a URL, or a folder with a unix socket (the embedded one). */
export type DatabaseAddress = { url: string } | { socketFolder: string } | { host: string; port: number };

/**
 * Opens a pool. Connects on first use; a connection that breaks is reported to `onError` and replaced.
 *
 * @param max most connections at once
 * @param queryTimeout ms a statement may take; 0: as long as it likes, for whoever changes whole tables
 */
export function openDatabase(
  address: DatabaseAddress,
  options: { max?: number; queryTimeout?: number; onError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    ...connectionOptions(address),
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: options.queryTimeout ?? 20_000,
  });
  pool.on('error', (error) => options.onError?.(error));
  // A connection that breaks while it is in use has nobody else to tell: its queries are rejected all the same.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      // Compiling a statement over dozens of months takes seconds, running it milliseconds.
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw('set jit = off'));
      },
    }),
  });
}

/** The address as `pg` takes it. */
export function connectionOptions(
  address: DatabaseAddress,
): { connectionString: string } | { user: string; database: string; host: string; port: number } {
  if ('url' in address) return { connectionString: address.url };
  const embedded = { user: 'postgres', database: 'postgres' };
  return 'socketFolder' in address
    ? { ...embedded, host: address.socketFolder, port: 5432 }
    : { ...embedded, ...address };
}

export interface Tables extends ConsoleTables, BroadcastTables {
  migrations: { name: string; applied_at: Generated<Date> };
  areas: AreaRow;
  area_maps: { version: string; fingerprint: string; stored_at: Generated<Date> };
  declarations: DeclarationRow;
  /** One row per declaration: what makes its id unique over all months. */
  declaration_ids: { id: string; declared_at: Date; amends: string | null; person: string | null };
  sessions: SessionRow;
  zalo_grants: ZaloGrantRow;
}

export interface AreaRow {
  version: string;
  code: string;
  name: string;
  level: string;
  parent: string | null;
  path: string[];
}

export interface DeclarationRow {
  id: string;
  receipt: string;
  amends: string | null;
  session: string;
  urn: string;
  /** Who of the contact's people it is about. */
  subject: string;
  channel: string;
  language: string;
  flow: string;
  flow_version: number;
  status: string;
  campaign: string | null;
  declared_at: Date;
  received_at: Generated<Date>;
  consent_notice: string;
  consent_at: Date;
  name: string | null;
  name_folded: string | null;
  birth_year: number | null;
  birth: string | null;
  gender: string | null;
  nationality: string | null;
  phone: string | null;
  area_version: string | null;
  area_code: string | null;
  area_path: string[];
  address_line: string | null;
  symptoms: string[];
  exposures: string[];
  conditions: string[];
  level: number;
  rules: string[];
  ruleset: string;
  ruleset_version: number;
  provisional_class: string | null;
  advice: string;
  route: string[];
  deadline: Date | null;
  answers: Record<string, StoredAnswer>;
}

/** An answer as stored: readable, or sealed where its block is marked sensitive. */
export type StoredAnswer =
  { value: string | number | string[]; raw: string; at: number } | { sealed: string; at: number };

export interface SessionRow {
  urn: string;
  /** bigint: `pg` gives it as text. */
  version: ColumnType<string, number, number>;
  conversation: string;
  unsettled: string | null;
  unsettled_since: Date | null;
  waiting: Generated<string[]>;
  saved_at: Generated<Date>;
}

export interface ZaloGrantRow {
  app_id: string;
  refresh_token: string | null;
  access_token: string | null;
  expires_at: Date | null;
  refreshed_at: Date | null;
  seeds: Generated<string[]>;
  /** bigint: `pg` gives it as text. */
  generation: Generated<string>;
  state: Generated<'good' | 'unsure' | 'refused' | 'lost'>;
  trouble: string | null;
  failures: Generated<number>;
  retry_at: Date | null;
  attempt: string | null;
  attempt_at: Date | null;
}
