/** Checks roots and secrets before they reach fetch, whose own errors would repeat them. */
import type { ZaloErrorFamily } from '../errors/zalo-api-error.ts';
import { ZaloApiError } from '../errors/zalo-api-error.ts';

/**
 * A root as given, without its trailing slash.
 * @throws TypeError naming the option, not its value
 */
export function checkRoot(root: string, option: string): string {
  const url = URL.parse(root);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new TypeError(`zalo-api-client: ${option} must be an http(s) URL without query`);
  }
  return root.replace(/\/+$/, '');
}

/**
 * A token or secret that can stand in a header.
 * @throws ZaloApiError `bad_credential` when it is empty or holds characters no header can carry
 */
export function checkCredential(
  value: string,
  what: string,
  where: { family: ZaloErrorFamily; path: string },
): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  const meaning = value === '' ? `${what} is empty` : `${what} holds characters no header can carry`;
  throw new ZaloApiError({ ...where, code: 'bad_credential', meaning, action: 'config' });
}
