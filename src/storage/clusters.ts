import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { Count } from './figures.ts';

/** household: of one contact; place: met somebody ill in the same place. */
export type ClusterKind = 'household' | 'place';

/** People who belong together (migration 0009 has the rule). */
export interface Cluster {
  kind: ClusterKind;
  /** Of the area one level below; null: none is known, or none is below. */
  code: string | null;
  /** Where they met somebody ill, as one of them wrote it. */
  place: string | null;
  persons: number;
  /** The highest of theirs. */
  level: number;
  declaredAt: Date;
  /** Those of them who are seen. */
  members: { id: string; name: string | null }[];
}

export interface ClusterSums {
  kind: ClusterKind;
  code: string | null;
  clusters: Count;
  persons: Count;
}

/** What was declared in so many days is looked at: as long as an infection may take to show. */
export const CLUSTER_DAYS = 14;

/** Clusters of an area, the most worrying first. Row-level security leaves out people of other areas. */
export async function findClusters(
  tx: Scoped,
  below: readonly string[],
  now: Date,
  most: number,
): Promise<Cluster[]> {
  const found = await sql<Omit<Cluster, 'persons' | 'declaredAt'> & { persons: string; declared_at: Date }>`
    select kind, code, place, persons, level, declared_at, coalesce((
        select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
        from persons p where p.id = any(c.members)), '[]') as members
    from clusters_in(${[...below]}, ${daysBefore(now)}, ${now}) c
    order by level desc, persons desc, declared_at desc limit ${most}`.execute(tx);
  return found.rows.map(({ persons, declared_at: declaredAt, ...row }) => ({
    ...row,
    persons: Number(persons),
    declaredAt,
  }));
}

/** How many clusters there are by kind and area one level below, for whoever may know the sums of the area. */
export async function clusterSums(tx: Scoped, below: readonly string[], now: Date): Promise<ClusterSums[]> {
  const found = await sql<Record<'clusters' | 'persons', string | null> & Pick<ClusterSums, 'kind' | 'code'>>`
    select kind, code, clusters, persons from cluster_sums(${[...below]}, ${daysBefore(now)}, ${now})
    order by kind, code`.execute(tx);
  const count = (text: string | null): Count => (text === null ? null : Number(text));
  return found.rows.map((row) => ({ ...row, clusters: count(row.clusters), persons: count(row.persons) }));
}

const daysBefore = (now: Date): Date => new Date(now.getTime() - CLUSTER_DAYS * 86_400_000);
