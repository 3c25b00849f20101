import { sql } from 'kysely';
import { loadAreas } from '../../src/assets/areas.ts';
import type { AdminVersion } from '../../src/areas/admin-versions.ts';
import { foldDiacritics } from '../../src/vietnamese/fold.ts';
import type { Database } from '../../src/storage/database.ts';
import { makePartition } from '../../src/storage/partitions.ts';

/** The months filled: 24 of them. */
export const FIRST_MONTH = new Date('2020-03-01T00:00:00Z');
export const END = new Date('2022-03-01T00:00:00Z');

const surnames = [
  ...times('Nguyễn', 19),
  ...times('Trần', 6),
  ...times('Lê', 5),
  ...times('Phạm', 4),
  'Huỳnh',
]
  .concat('Hoàng', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Mai', 'Đinh', 'Lâm')
  .concat('Trương', 'Tạ');
const middles = [
  'Thị',
  'Thị',
  'Thị',
  'Văn',
  'Văn',
  'Văn',
  'Ngọc',
  'Minh',
  'Thanh',
  'Hữu',
  'Đức',
  'Quang',
  'Thu',
];
const givens = [
  'Hoa',
  'Lan',
  'Hương',
  'Mai',
  'Đào',
  'Hùng',
  'Dũng',
  'Tuấn',
  'Hải',
  'Sơn',
  'Bình',
  'An',
  'Phúc',
]
  .concat('Lộc', 'Thọ', 'Nga', 'Yến', 'Trang', 'Linh', 'Thảo', 'Vy', 'Khôi', 'Long', 'Phong', 'Quân', 'Thắng')
  .concat('Hiếu', 'Nghĩa', 'Trung', 'Kiên', 'Nhung', 'Oanh', 'Uyên', 'Xuân', 'Ý', 'Đạt', 'Giang', 'Khánh');

/**
 * Fills `declarations` in the order of time with people of every commune of a map, a few communes having most of them;
 * nine in ten are well, one in twenty corrects an earlier declaration. The same count gives the same rows.
 */
export async function fill(db: Database, version: AdminVersion, count: number): Promise<void> {
  for (let month = FIRST_MONTH; month < END; month = new Date(month.getTime() + 32 * 86_400_000)) {
    month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth()));
    await makePartition(db, month);
  }
  // A number from 0 to 1 that depends on nothing but its arguments.
  await sql`
    create or replace function chance(i int, what text) returns float8 language sql immutable parallel safe as
    $$ select (hashtextextended(what, i) & 1073741823) / 1073741824.0::float8 $$`.execute(db);
  const gazetteer = loadAreas(version);
  const communes = gazetteer.all().filter((area) => area.level === gazetteer.levels.at(-1));
  const units = communes.map((area, i) => ({
    path: [
      ...gazetteer
        .ancestors(area.code)
        .map(({ code }) => code)
        .reverse(),
      area.code,
    ],
    // Rank-size, in an order that has nothing to do with the codes.
    weight: 1 / (20 + ((i * 7_919) % communes.length)),
  }));
  const sum = units.reduce((total, { weight }) => total + weight, 0);
  let upTo = 0;
  const thresholds = units.map(({ weight }) => (upTo += weight / sum));
  const steps = 100;
  for (let step = 0; step < steps; step++) {
    await sql`
      with unit as materialized (
        select row_number() over () as n, array(select jsonb_array_elements_text(path)) as path
        from jsonb_array_elements(${JSON.stringify(units.map(({ path }) => path))}::jsonb) as path
      ),
      drawn as materialized (
        select i,
          md5('d' || i)::uuid as id,
          case when i % 20 = 7 then md5('d' || (i - 3 * (i % 13) - 1))::uuid end as amends,
          ${FIRST_MONTH}::timestamptz
            + (i + chance(i, 'time')) / ${count} * (${END}::timestamptz - ${FIRST_MONTH}::timestamptz) as at,
          1 + width_bucket(chance(i, 'area'), ${thresholds.slice(0, -1)}::float8[]) as unit,
          chance(i, 'state') as state,
          1 + (chance(i, 'surname') * ${surnames.length - 1})::int as surname,
          1 + (chance(i, 'middle') * ${middles.length - 1})::int as middle,
          1 + (chance(i, 'given') * ${givens.length - 1})::int as given
        from generate_series(${(count / steps) * step}::int, ${(count / steps) * (step + 1) - 1}::int) as i
      ),
      declared as (
        select drawn.*, path,
          concat_ws(' ', (${surnames}::text[])[surname], (${middles}::text[])[middle], (${givens}::text[])[given])
            as name,
          concat_ws(' ', (${surnames.map(foldDiacritics)}::text[])[surname],
            (${middles.map(foldDiacritics)}::text[])[middle], (${givens.map(foldDiacritics)}::text[])[given])
            as folded,
          case when state < 0.001 then 5 when state < 0.008 then 4 when state < 0.015 then 3
            when state < 0.04 then 2 when state < 0.1 then 1 else 0 end as level,
          case when state < 0.008 then '{fever,dyspnea}' when state between 0.04 and 0.08 then '{cough}'
            when state between 0.08 and 0.081 then '{pneumonia,fever}' else '{}' end::text[] as symptoms,
          case when state between 0.001 and 0.015 then '{case}' when state between 0.015 and 0.035 then '{area}'
            when state between 0.035 and 0.036 then '{country}' else '{}' end::text[] as exposures
        from drawn join unit on unit.n = drawn.unit
      ),
      ids as (insert into declaration_ids select id, at, amends from declared)
      insert into declarations (id, receipt, amends, session, urn, subject, channel, language, flow, flow_version, status,
        declared_at, received_at, consent_notice, consent_at, name, name_folded, birth_year, birth, gender, nationality,
        phone, area_version, area_code, area_path, address_line, symptoms, exposures, level, rules, ruleset,
        ruleset_version, advice, route, deadline, answers)
      select id, upper(translate(substr(id::text, 1, 14), '-', 'x')), amends, md5('s' || i),
        'telegram:' || (i % (${count}::int / 3)), folded || (i % 70), 'telegram', 'vi', 'declaration', 1,
        case when state < 0.0008 then 'interrupted' else 'complete' end, at, at, repeat('a', 64), at, name, folded,
        1940 + (i % 70)::int, (1940 + i % 70)::text, case when middle < 4 then 'female' else 'male' end, 'VN',
        '+849' || lpad((i % (${count}::int / 2) * 37 % 100000000)::text, 8, '0'), ${version}, path[array_upper(path, 1)],
        path, 'tổ ' || i % 20 || ', ấp ' || i % 9, symptoms, exposures, level, array['R' || level], 'ncovi-2020', 1,
        'keep_well', '{commune_station}', case when level > 1 then at + interval '2 hours' end,
        jsonb_build_object(
          'name', jsonb_build_object('value', name, 'raw', folded, 'at', 1585279800000),
          'birth', jsonb_build_object('value', '1985', 'raw', '85', 'at', 1585279810000),
          'phone', jsonb_build_object('value', '+84912345678', 'raw', '0912 345 678', 'at', 1585279820000),
          'area', jsonb_build_object('value', path[array_upper(path, 1)], 'raw', 'tan hiep bien hoa', 'at', 1585279830000),
          'symptoms', jsonb_build_object('value', symptoms, 'raw', 'khong co gi', 'at', 1585279840000),
          'exposure', jsonb_build_object('value', exposures, 'raw', 'khong', 'at', 1585279850000))
      from declared order by i`.execute(db);
  }
}

function times(name: string, count: number): string[] {
  return Array.from({ length: count }, () => name);
}
