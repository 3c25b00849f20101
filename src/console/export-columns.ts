import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Words } from './words.ts';

export type Cell = string | number | null;

/** What a cell is written with. */
export interface CellMaking {
  words: Words;
  assets: DialogueAssets;
}

/** A column of a table that leaves the console. Its heading is the text `console-exports:column.<name>`. */
export interface Column<Row> {
  /** For machines: the second heading. */
  name: string;
  /** Digits that are no number, such as a phone number or the code of a unit: Excel would ruin them. */
  code: boolean;
  /** Its heading in words, where that is not the text above. */
  title?: (words: Words) => string;
  cell: (row: Row, making: CellMaking) => Cell;
}

/** What is known of a column without its rows. */
export type Heading = Pick<Column<never>, 'name' | 'code' | 'title'>;

/** A column's heading in words. */
export const headingOf = ({ name, title }: Heading, words: Words): string =>
  title?.(words) ?? words.t(`console-exports:column.${name}`);

export const plain = <Row>(name: string, cell: Column<Row>['cell']): Column<Row> => ({
  name,
  code: false,
  cell,
});

export const code = <Row>(name: string, cell: Column<Row>['cell']): Column<Row> => ({
  name,
  code: true,
  cell,
});

/** A moment: as people read it, and in ISO 8601 in a column of its own. */
export const time = <Row>(name: string, at: (row: Row) => Date | null): Column<Row>[] => [
  plain(name, (row, { words }) => whenThere(at(row), words.time)),
  plain(`${name}_iso`, (row) => whenThere(at(row), (date) => date.toISOString())),
];

/** A day given as `2020-03-27`: as people read it, and as it is. */
export const day = <Row>(name: string, of: (row: Row) => string): Column<Row>[] => [
  plain(name, (row, { words }) => words.day(of(row))),
  plain(`${name}_iso`, (row) => of(row)),
];

/** Codes of a question: in words, and as they are. @param block the question whose words are used */
export const choices = <Row>(
  name: string,
  block: string,
  of: (row: Row) => readonly string[],
): Column<Row>[] => [
  plain(name, (row, { words }) =>
    of(row)
      .map((one) => words.choice(block, one))
      .join('; '),
  ),
  plain(`${name}_code`, (row) => of(row).join(' ')),
];

/** A code of the console's own: in words, and as it is. */
export const coded = <Row>(name: string, of: (row: Row) => string | null): Column<Row>[] => [
  plain(name, (row, { words }) => whenThere(of(row), (value) => words.t(`console-exports:${name}.${value}`))),
  plain(`${name}_code`, (row) => of(row)),
];

/** Level of concern: the number, and what it is called. */
export const level = <Row extends { level: number }>(): Column<Row>[] => [
  plain('level', (row) => row.level),
  plain('level_name', (row, { words }) => words.t(`level.${row.level}`)),
];

interface Placed {
  area_path: string[];
  area_version: string | null;
}

/** Where somebody lives: names of the province and of what lies below it, the code, and the map it is a code of. */
export const place = <Row extends Placed>(): Column<Row>[] => [
  plain('province', ({ area_path, area_version }, { assets }) =>
    named(area_path.slice(0, 1), area_version, assets),
  ),
  plain('place', ({ area_path, area_version }, { assets }) =>
    named(area_path.slice(1), area_version, assets),
  ),
  code('area_code', ({ area_path }) => area_path.at(-1) ?? null),
  code('area_version', ({ area_version }) => area_version),
];

function named(path: readonly string[], version: string | null, assets: DialogueAssets): string {
  const last = path.at(-1);
  if (last === undefined) return '';
  // Of another map the full name is what is known.
  if (version !== null && version !== assets.adminVersion) return assets.becameOf(version, last).name || last;
  return path
    .map((one) => assets.areas.find(one)?.name ?? one)
    .reverse()
    .join(', ');
}

const whenThere = <Value, Shown>(value: Value | null, show: (value: Value) => Shown): Shown | null =>
  value === null ? null : show(value);
