import type { Logger } from 'pino';
import type { ZaloGrant, ZaloGrantState } from '../storage/zalo-grants.ts';
import type { Metrics } from './metrics.ts';

/** `none`: nobody has authorised the app yet. */
export type ZaloGrantHealth = ZaloGrantState | 'none';

export const zaloGrantHealth = ({ state, refreshToken }: ZaloGrant): ZaloGrantHealth =>
  state === 'good' && refreshToken === null ? 'none' : state;

/** What each state means to whoever runs the service, and what is to be done. */
export const zaloGrantAdvice: Record<ZaloGrantHealth, string> = {
  good: 'Zalo takes our messages.',
  none: 'This app may not speak for the Official Account yet. Run `npm run zalo -- authorise`.',
  unsure:
    'A refresh of the Zalo tokens got no usable answer. It is tried again by itself; should Zalo have spent the refresh token, the state turns to lost.',
  refused:
    'Zalo refuses the app itself. Check ZALO_APP_ID and ZALO_APP_SECRET, and on developers.zalo.me that the app is active and linked to the Official Account. It is tried again by itself.',
  lost: 'Zalo no longer takes the refresh token. Messages go out until the access token ends, then none do. An administrator of the Official Account has to consent again: `npm run zalo -- authorise`. Nothing needs to be restarted.',
};

/**
 * Shows every look at the grant in the metrics, and raises the alarm when its state turns; none for a grant that is still
 * to be made with what the settings hold.
 */
export function createZaloAlarm(
  logger: Logger,
  metrics: Pick<Metrics, 'zaloGrant' | 'zaloTokenExpires' | 'zaloTokenRefreshed'>,
): (grant: ZaloGrant, isToBeMade: boolean) => void {
  let last: ZaloGrantHealth = 'good';
  return (grant, isToBeMade) => {
    const health = zaloGrantHealth(grant);
    for (const state of Object.keys(zaloGrantAdvice))
      metrics.zaloGrant.set({ state }, state === health ? 1 : 0);
    if (grant.accessToken !== null) {
      metrics.zaloTokenExpires.set(Math.round(grant.expiresAt / 1_000));
      metrics.zaloTokenRefreshed.set(Math.round(grant.refreshedAt / 1_000));
    }
    if (health === last || (health === 'none' && isToBeMade)) return;
    last = health;
    const about = { event: `zalo_grant_${health}`, trouble: grant.trouble, advice: zaloGrantAdvice[health] };
    if (health === 'good') logger.info(about);
    else logger[health === 'unsure' ? 'warn' : 'error'](about);
  };
}
