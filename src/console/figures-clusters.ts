import { hideSecond } from '../follow-up/suppress.ts';
import { CLUSTER_DAYS, type Cluster, type ClusterSums } from '../storage/clusters.ts';
import type { ChosenArea } from './area-of.ts';
import { card, table, told } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { levelMark } from './level-mark.ts';
import type { Words } from './words.ts';

/** Most clusters a page lists, and names of each. */
export const CLUSTERS_LISTED = 50;
const NAMED = 5;

/** Clusters with who is in them, for those who see single people. */
export function clustersPart(words: Words, clusters: readonly Cluster[], area: ChosenArea): Html {
  const { t } = words;
  const nameOf = namesIn(area);
  return frame(
    words,
    clusters.length === 0
      ? null
      : table(
          words,
          [t('figures.cluster'), t('area'), t('figures.cluster_persons'), t('figures.level')].concat(
            t('figures.cluster_last'),
          ),
          clusters.map((one) => [
            html`${one.kind === 'household' ? t('figures.cluster_household') : t('figures.cluster_place', { place: one.place ?? '' })}:
            ${membersPart(words, one)}`,
            html`${nameOf(one.code)}`,
            html`${words.number(one.persons)}`,
            levelMark(words, one.level),
            html`${words.time(one.declaredAt)}`,
          ]),
        ),
  );
}

/** How many clusters there are where, for those who see sums only: small counts are not told. */
export function clusterSumsPart(words: Words, sums: readonly ClusterSums[], area: ChosenArea): Html {
  const { t } = words;
  const nameOf = namesIn(area);
  const rows = [...Map.groupBy(sums, ({ kind }) => kind)].flatMap(([, ofKind]) => {
    const clusters = hideSecond(ofKind.map((one) => one.clusters));
    const persons = hideSecond(ofKind.map((one, i) => (clusters[i] === null ? null : one.persons)));
    return ofKind.map((one, i) => ({ ...one, clusters: clusters[i] ?? null, persons: persons[i] ?? null }));
  });
  return frame(
    words,
    rows.length === 0
      ? null
      : table(
          words,
          [t('area'), t('figures.cluster'), t('figures.cluster_count'), t('figures.cluster_persons')],
          rows.map((one) => [
            html`${nameOf(one.code)}`,
            html`${t(`figures.cluster_kind_${one.kind}`)}`,
            told(words, one.clusters),
            told(words, one.persons),
          ]),
        ),
  );
}

/** The rule stands there also when nothing was found by it. */
const frame = ({ t }: Words, found: Html | null): Html =>
  card(
    t('figures.clusters'),
    html`<p>${t('figures.clusters_rule', { days: CLUSTER_DAYS })}</p>
      ${found ?? html`<p>${t('figures.no_clusters')}</p>`}`,
  );

function membersPart({ t }: Words, { members, persons }: Cluster): Html {
  const named = members.slice(0, NAMED);
  const others = persons - named.length;
  return html`${named.map(
    ({ id, name }, i) =>
      html`${i === 0 ? nothing : ', '}<a href="/console/persons/${id}">${name ?? t('figures.unnamed')}</a>`,
  )}${others > 0 ? ` ${t('figures.cluster_others', { count: others })}` : nothing}`;
}

function namesIn(area: ChosenArea): (code: string | null) => string {
  const names = new Map(area.below.map(({ code, name }) => [code, name]));
  return (code) =>
    code === null ? (area.below.length === 0 ? (area.name ?? '') : '–') : (names.get(code) ?? code);
}
