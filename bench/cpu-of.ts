import { readdirSync, readFileSync } from 'node:fs';

/**
 * Seconds of processor time a process and its children have used so far (Linux). Unlike the time on the clock it says
 * little of what else the machine was doing.
 */
export function cpuOf(pid: number | undefined): number {
  const own = statOf(String(pid));
  if (own === null) return 0;
  const children = readdirSync('/proc')
    .map(statOf)
    .filter((stat) => stat?.parent === pid);
  return own.used + own.usedByEnded + children.reduce((sum, child) => sum + (child?.used ?? 0), 0);
}

/** 100 ticks are a second. */
function statOf(pid: string): { parent: number; used: number; usedByEnded: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return { parent, used: (user + system) / 100, usedByEnded: (endedUser + endedSystem) / 100 };
  } catch {
    return null;
  }
}
