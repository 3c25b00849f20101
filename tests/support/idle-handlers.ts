import { jobs, type Handlers, type JobName } from '../../src/pipeline/jobs.ts';

/** Handlers that do nothing with any job, but for those given. */
export function idleHandlers(some: Partial<Handlers> = {}): Handlers {
  const names = Object.keys(jobs) as JobName[];
  const idle: Record<string, Handlers[JobName]> = Object.fromEntries(
    names.map((name) => [name, () => Promise.resolve()]),
  );
  return { ...(idle as unknown as Handlers), ...some };
}
