import type { StaffRole } from '../storage/console-tables.ts';

/** The first page of a role. */
export const homeOf = (role: StaffRole): string =>
  role === 'communications' ? '/console/figures' : '/console/';

const HERE = 'http://console.invalid';

/** Where somebody wanted to go, when it is a page of the console; anywhere else is nowhere. */
export function comeBack(next: string | undefined): string | null {
  const url = next === undefined ? null : URL.parse(next, HERE);
  if (url === null || url.origin !== HERE || !/^\/console(\/|$)/.test(url.pathname)) return null;
  return /^\/console\/(sign-in|sign-out|invitation|new-password)/.test(url.pathname)
    ? null
    : url.pathname + url.search;
}
