import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Failures one address may have: a health centre with a single address to the outside holds many people. */
export const ADDRESS_LIMIT = { failures: 30, minutes: 15 };

export interface AddressLimit {
  /** Counts an attempt as a failure until it is given back. @returns false when there were too many */
  take(address: string): Promise<boolean>;
  giveBack(address: string): Promise<void>;
}

/** Limits failures per address, in this process: several `serve` let through as many times more. */
export function createAddressLimit({ failures, minutes } = ADDRESS_LIMIT): AddressLimit {
  const limiter = new RateLimiterMemory({ points: failures, duration: minutes * 60 });
  return {
    async take(address) {
      try {
        await limiter.consume(networkOf(address));
        return true;
      } catch (error) {
        if (error instanceof RateLimiterRes) return false;
        throw error;
      }
    },
    async giveBack(address) {
      await limiter.reward(networkOf(address));
    },
  };
}

/** Whoever has an IPv6 address has all of its /64. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after].slice(0, 4).join(':');
}
