import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Visitor } from '../storage/staff-sessions.ts';

export interface ChosenArea {
  /** Codes from the province down; empty: the whole country. */
  path: readonly string[];
  name: string | null;
  /** The areas one level below, by name. */
  below: readonly { code: string; name: string }[];
  /** From the visitor's own area down to this one. */
  trail: readonly { code: string; name: string }[];
}

/**
 * The area a page is about: the one asked for where it lies in the visitor's, otherwise the visitor's own. What they
 * may see of it is decided by Postgres, not here.
 */
export function areaOf(
  code: string | undefined,
  { unit }: { unit: Pick<Visitor['unit'], 'areaPath'> },
  { areas }: DialogueAssets,
): ChosenArea {
  const own = unit.areaPath;
  const asked = code === undefined ? undefined : areas.find(code);
  const full = asked === undefined ? own : [...pathAbove(asked.code, areas), asked.code];
  const path = own.every((one, i) => full[i] === one) ? full : own;
  const at = path.at(-1) ?? null;
  const names = new Intl.Collator('vi');
  return {
    path,
    name: at === null ? null : (areas.find(at)?.name ?? at),
    below: areas
      .all()
      .filter((area) => area.parent === at)
      .map(({ code: child, name }) => ({ code: child, name }))
      .sort((a, b) => names.compare(a.name, b.name)),
    trail: path
      .slice(Math.max(0, own.length - 1))
      .map((one) => ({ code: one, name: areas.find(one)?.name ?? one })),
  };
}

/**
 * Whether people whose place of living is not known belong to what is shown of an area: only to the whole of a province.
 * Which of its units see them is decided by Postgres.
 */
export const takesUnplaced = (path: readonly string[], { unit }: Visitor): boolean =>
  path.length === 1 && unit.areaPath.length === 1;

/** `Phường Tân Phong, Thành phố Biên Hòa`: a place as far as it lies below the province, or the province. */
export function placeName(path: readonly string[], { areas }: DialogueAssets): string {
  const named = path.length > 1 ? path.slice(1) : path;
  return named
    .map((code) => areas.find(code)?.name ?? code)
    .reverse()
    .join(', ');
}

const pathAbove = (code: string, areas: DialogueAssets['areas']): string[] =>
  areas
    .ancestors(code)
    .map((area) => area.code)
    .reverse();
