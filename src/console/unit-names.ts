import type { AdminVersion } from '../areas/admin-versions.ts';
import type { UnitKind } from '../storage/console-tables.ts';

/** What a unit is called, such as `Trạm y tế Phường Tân Phong`. It is its name in every language. */
export function nameUnit(version: AdminVersion, kind: UnitKind, areaName: string): string {
  return `${offices(version)[kind]} ${areaName.replace(/^Tỉnh /, 'tỉnh ')}`.trim();
}

const offices = (version: AdminVersion): Record<UnitKind, string> => ({
  nation: 'Bộ Y tế',
  health_department: 'Sở Y tế',
  cdc: 'Trung tâm Kiểm soát bệnh tật',
  district_centre: 'Trung tâm Y tế',
  station: 'Trạm y tế',
  // Merged in March 2025.
  communications: version === '2020' ? 'Sở Thông tin và Truyền thông' : 'Sở Khoa học và Công nghệ',
  observer: 'Ủy ban nhân dân',
});
