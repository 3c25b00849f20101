/** The maps the country has had since the campaign began, by the month each came into force. */
export type AdminVersion = '2020' | '2025-07' | '2026-04';

/**
 * First and last day of each map, ISO. Resolution 202/2025/QH15 joined provinces and ended districts on 1 July 2025;
 * Resolution 30/2026/QH16 made Đồng Nai a city under the central government on 30 April 2026.
 */
export const adminVersions: readonly { version: AdminVersion; from: string; to: string | null }[] = [
  { version: '2020', from: '2020-01-01', to: '2025-06-30' },
  { version: '2025-07', from: '2025-07-01', to: '2026-04-29' },
  { version: '2026-04', from: '2026-04-30', to: null },
];

/** The map in force on a day (`2026-04-29`). Days before the first map get the first one. Never throws. */
export function versionOn(date: string): AdminVersion {
  return adminVersions.findLast(({ from }) => from <= date)?.version ?? '2020';
}
