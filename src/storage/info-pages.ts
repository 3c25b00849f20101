import type { Info, InfoPage } from '../dialogue/info-pages.ts';
import type { Database } from './database.ts';

/** Most pages citizens are offered; of more, the newest. */
const MOST = 500;

/** All that can be asked for in the chat at this moment. */
export async function findInfo(db: Database): Promise<Info> {
  const pages = await db
    .selectFrom('info_pages')
    .select(['id', 'topic', 'area_path', 'texts', 'source', 'source_at'])
    .where('published', '=', true)
    .orderBy('source_at', 'desc')
    .limit(MOST)
    .execute();
  const units = await db
    .selectFrom('units')
    .select(['name', 'phone', 'area_path'])
    .where('phone', 'is not', null)
    .where('kind', 'in', ['station', 'district_centre', 'cdc', 'health_department'])
    .orderBy('created_at', 'desc')
    .execute();
  const stations = units.flatMap(({ name, phone, area_path: path }) => {
    const code = path.at(-1);
    return phone === null || code === undefined ? [] : [[code, { name, phone }] as const];
  });
  return { pages: pages.map(toPage), stations: new Map(stations) };
}

const toPage = ({
  area_path: areaPath,
  source_at: sourceAt,
  ...page
}: Pick<InfoPage, 'id' | 'topic' | 'texts' | 'source'> & {
  area_path: string[];
  source_at: Date;
}): InfoPage => ({
  ...page,
  areaPath,
  sourceAt: sourceAt.getTime(),
});
