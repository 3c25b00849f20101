import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { hideSecond } from '../follow-up/suppress.ts';
import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { clusterSums } from '../storage/clusters.ts';
import { figuresByArea, type Count } from '../storage/figures.ts';
import { workFigures } from '../storage/work-figures.ts';
import { areaOf } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { Refusal } from './refusal.ts';
import { seesHealth } from './sees-health.ts';
import { createShow } from './show.ts';
import { tileMapPart } from './tile-map-part.ts';
import type { TileValue } from './tile-shades.ts';
import { only, visitorOf } from './visitor.ts';

const sums = ['persons', 'share', 'last_week', 'last_day', 'clusters'] as const;
const all = [...sums, 'overdue'] as const;
type Figure = (typeof all)[number];

const asked = z.object({
  area: z.string().max(10).optional(),
  figure: z.enum(all).default('persons'),
});

/** Which area below one's own has how much of something, at one look. */
export function tileMapPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'viewer', 'communications') };

  return (app) => {
    app.get('/figures/tiles', guard, async (request, reply) => {
      const query = asked.safeParse(request.query);
      if (!query.success) throw new Refusal(400);
      const visitor = visitorOf(request);
      const { figure } = query.data;
      const figures = seesHealth(visitor) ? all : sums;
      if (!figures.some((one) => one === figure)) throw new Refusal(403);
      const area = areaOf(query.data.area, visitor, assets);
      const values = await asStaff(db, visitor.staff, (tx) =>
        valuesOf(tx, figure, area.path, new Date(now()), assets.adminVersion),
      );
      // What no count was found for has none; a share needs a population.
      const missing = figure === 'share' ? 'unknown' : 0;
      const parents = new Set(assets.areas.all().map(({ parent }) => parent));
      const tiles = area.below.map(({ code, name }) => ({
        ...{ code, name, value: values.get(code) ?? missing },
        address: parents.has(code)
          ? `/console/figures/tiles?area=${code}&figure=${figure}`
          : `/console/figures?area=${code}`,
      }));
      return show(request, reply, ({ words }) => ({
        title: words.t('tiles.title'),
        at: '/console/figures',
        body: tileMapPart(words, { figure, figures, tiles }, area),
      }));
    });
    return Promise.resolve();
  };
}

async function valuesOf(
  tx: Scoped,
  figure: Figure,
  below: readonly string[],
  now: Date,
  version: string,
): Promise<Map<string, TileValue>> {
  if (figure === 'overdue') {
    const work = await workFigures(tx, below, now, now);
    return new Map(work.map(({ code, overdue }) => [code, overdue]));
  }
  if (figure === 'clusters') {
    const found = await clusterSums(tx, below, now);
    const byArea = [...Map.groupBy(found, ({ code }) => code ?? '')];
    return told(
      byArea.map(([code, kinds]) => [
        code,
        kinds.reduce<Count>(
          (sum, { clusters }) => (sum === null || clusters === null ? null : sum + clusters),
          0,
        ),
      ]),
    );
  }
  const areas = await figuresByArea(tx, below, version, now);
  const column = {
    persons: 'persons',
    share: 'persons',
    last_week: 'lastWeek',
    last_day: 'lastDay',
  } as const;
  const counts = told(areas.map((one) => [one.code, one[column[figure]]]));
  if (figure !== 'share') return counts;
  return new Map(
    areas.map(({ code, population }) => {
      const count = counts.get(code) ?? 'unknown';
      if (population === null || population === 0) return [code, 'unknown'];
      return [code, typeof count === 'number' ? Math.round((1000 * count) / population) : count];
    }),
  );
}

/** Where one count is hidden, another is too: the sum stands on the page above. */
function told(counts: readonly (readonly [string, Count])[]): Map<string, TileValue> {
  const shown = hideSecond(counts.map(([, count]) => count));
  return new Map(counts.map(([code], i) => [code, shown[i] ?? 'hidden']));
}
