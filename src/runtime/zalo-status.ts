import type { ZaloOaSettings } from '../config.ts';
import { zaloGrantAdvice, zaloGrantHealth } from '../pipeline/zalo-alarm.ts';
import type { ZaloGrant } from '../storage/zalo-grants.ts';

/** A refresh token that is never used ends after three months. Source: docs.zaloplatforms.com/docs/OA, OAuth v4. */
const REFRESH_LIFE = 90 * 24 * 3_600_000;

/** How the grant is, in lines for a person; no token is in them. `ok` is false when somebody has to act. */
export function zaloStatus(
  grant: ZaloGrant | null,
  { appId, oaId }: ZaloOaSettings,
  { timeZone, now }: { timeZone: string; now: number },
): { ok: boolean; lines: string[] } {
  const health = grant === null ? 'none' : zaloGrantHealth(grant);
  const at = (time: number): string => localTime(time, timeZone);
  const lines = [`Official Account ${oaId}, app ${appId}`, `Grant: ${health}. ${zaloGrantAdvice[health]}`];
  if (grant?.accessToken != null) {
    const { expiresAt, refreshedAt } = grant;
    const ended = 'it ended, and is refreshed when it is needed';
    lines.push(
      `Access token: ${expiresAt > now ? `good until ${at(expiresAt)}` : ended}`,
      `Last refresh: ${at(refreshedAt)}; the refresh token is good until ${at(refreshedAt + REFRESH_LIFE)}`,
    );
  }
  if (grant?.trouble != null) {
    const again = grant.retryAt > now ? `, tried again at ${at(grant.retryAt)}` : '';
    lines.push(`Last refusal: ${grant.trouble} (${grant.failures} in a row)${again}`);
  }
  return { ok: health === 'good' || health === 'unsure', lines };
}

export function localTime(time: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return `${format.format(time)} (${timeZone})`;
}
