import type { Area, GazetteerData } from './area.ts';

/** What Đồng Nai's rise to a city changed: Resolution 30/2026/QH16, and 237/NQ-UBTVQH16 for the ten new wards. */
const NEW_KINDS: Readonly<Record<string, string>> = {
  '75': 'thành phố',
  '25270': 'phường',
  '25357': 'phường',
  '25363': 'phường',
  '26116': 'phường',
  '26170': 'phường',
  '26248': 'phường',
  '26326': 'phường',
  '26368': 'phường',
  '26425': 'phường',
  '26485': 'phường',
};
const LAST_DAY_BEFORE = '2026-04-29';
const FIRST_DAY = '2026-04-30';

/** The units of July 2025 with the last day of those that changed in April 2026. */
export function endedIn2026(areas: readonly Area[]): Area[] {
  return areas.map((area) => (area.code in NEW_KINDS ? { ...area, validTo: LAST_DAY_BEFORE } : area));
}

/** The map of 30 April 2026 from that of July 2025: same codes and bounds, new kinds and names. */
export function changedIn2026(data: GazetteerData): GazetteerData {
  const areas = data.areas.map((area) => {
    const kind = NEW_KINDS[area.code];
    if (kind === undefined) return area;
    const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${area.bareName}`;
    return { ...area, kind, name, validFrom: FIRST_DAY };
  });
  return { ...data, areas };
}
