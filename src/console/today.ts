import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { asStaff } from '../storage/as-staff.ts';
import { countWork, listWork } from '../storage/list-work.ts';
import { areaOf } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { createShow, showPart } from './show.ts';
import { filterPart, listPart } from './today-parts.ts';
import { only, visitorOf } from './visitor.ts';
import { cursorOf, workFilterOf, workQuery } from './work-filter.ts';

const PAGE = 30;
/** Also for somebody who was never here before: what came within this time is new to them, in ms. */
const FIRST_VISIT = 24 * 60 * 60_000;

/** What a health unit has to do today, by risk and deadline. Looks again by itself while it is open. */
export function todayPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now, words } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'viewer') };

  const read = async (request: FastifyRequest) => {
    const visitor = visitorOf(request);
    const query = workQuery.parse(request.query);
    const area = areaOf(query.area, visitor, assets);
    const filter = workFilterOf(query, area.path, visitor);
    const at = new Date(now());
    const since = visitor.seenUntil ?? new Date(at.getTime() - FIRST_VISIT);
    const found = await asStaff(db, visitor.staff, async (tx) => ({
      counts: await countWork(tx, workFilterOf({ area: query.area }, area.path, visitor), since, at),
      page: await listWork(tx, filter, { limit: PAGE, after: cursorOf(query.after) }, at),
    }));
    return { ...found, area, query, since, now: at.getTime() };
  };

  return (app) => {
    app.get('/', guard, async (request, reply) => {
      const seen = await read(request);
      return show(request, reply, (making) => ({
        title: making.words.t('today.title'),
        at: '/console/',
        body: filterPart(making.words, seen, assets),
      }));
    });
    // The list alone, for htmx to put in its place.
    app.get('/work', guard, async (request, reply) => {
      const seen = await read(request);
      return showPart(reply, listPart(words(visitorOf(request).language), seen, assets));
    });
    return Promise.resolve();
  };
}
