import { randomInt } from 'node:crypto';

/** Letters and digits nobody takes for one another when they read them out. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;

/** A password nobody has to think of: `k7mz-9qxd-4tbh-wz3n`, 79 bits. */
export function makeUpPassword(): string {
  const group = () => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
