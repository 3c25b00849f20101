import type { Area, AreaAlias, AreaLevel } from './area.ts';

/**
 * Other names for the units of a map: short forms, former names, spellings people grew up with.
 * In: the units, and former provinces by the code they belong to now. Out: aliases by code; a name no unit has or had
 * is left out, so one list serves every map.
 */
export function areaAliases(areas: readonly Area[], former: readonly AreaAlias[] = []): AreaAlias[] {
  return ALIASES.flatMap(({ level, of, names }) => {
    const now = areas
      .filter((area) => area.level === level && of.includes(area.bareName))
      .map((area) => area.code);
    const then = level === 'province' ? former.filter((alias) => of.includes(alias.name)) : [];
    const codes = [...new Set([...now, ...then.flatMap((alias) => alias.codes)])];
    return codes.length === 0 ? [] : names.map((name) => ({ name, codes }));
  });
}

const ALIASES: readonly { level: AreaLevel; of: readonly string[]; names: readonly string[] }[] = [
  {
    level: 'province',
    of: ['Hồ Chí Minh'],
    names: [
      'Sài Gòn',
      'SG',
      'HCM',
      'HCMC',
      'TPHCM',
      'TPSG',
      'Ho Chi Minh',
      'Gia Định',
      'Sài Thành',
      'Sì Gòn',
    ],
  },
  { level: 'province', of: ['Hà Nội'], names: ['HN', 'TPHN', 'Hanoi', 'Hà Tây', 'Thủ đô', 'Thủ đô Hà Nội'] },
  {
    level: 'province',
    of: ['Bà Rịa - Vũng Tàu'],
    names: ['BRVT', 'BR-VT', 'Vũng Tàu', 'Bà Rịa', 'Bà Rịa VT', 'Vũng Tàu Bà Rịa'],
  },
  {
    level: 'province',
    of: ['Thừa Thiên Huế', 'Huế'],
    names: ['Huế', 'TTH', 'TT Huế', 'Thừa Thiên', 'TTHuế', 'Thừa Thiên Huế'],
  },
  { level: 'province', of: ['Bắc Kạn'], names: ['Bắc Cạn'] },
  { level: 'province', of: ['Đắk Lắk'], names: ['Đắc Lắc', 'Đắc Lắk', 'Dak Lac', 'Darlac', 'Đắk Lắc'] },
  { level: 'province', of: ['Kon Tum'], names: ['Công Tum', 'Kontum'] },
  { level: 'province', of: ['Đà Nẵng'], names: ['ĐNẵng', 'TPĐN'] },
  { level: 'province', of: ['Đồng Nai'], names: ['ĐNai'] },
  { level: 'province', of: ['Hải Phòng'], names: ['TPHP'] },
  { level: 'province', of: ['Bình Dương', 'Bình Phước'], names: ['Sông Bé'] },
  { level: 'province', of: ['Cà Mau', 'Bạc Liêu'], names: ['Minh Hải'] },
  { level: 'district', of: ['Thủ Đức'], names: ['Quận 2', 'Quận 9', 'Q2', 'Q9', 'District 2', 'District 9'] },
  { level: 'district', of: ['Buôn Ma Thuột'], names: ['Buôn Mê Thuột', 'Ban Mê Thuột', 'Buôn Mê', 'BMT'] },
  { level: 'district', of: ['Pleiku'], names: ['Plei Ku', 'Plây Cu', 'Plei Cu'] },
  { level: 'district', of: ['Phan Rang-Tháp Chàm'], names: ['Phan Rang', 'Tháp Chàm'] },
  { level: 'district', of: ['Đà Lạt'], names: ['Dalat'] },
  { level: 'district', of: ['Biên Hòa'], names: ['BHòa'] },
];
