import type { Logger } from 'pino';
import { createSchedules, type SchedulesOptions } from '../follow-up/schedules.ts';
import { faultOf } from '../pipeline/fault.ts';

const MINUTE = 60_000;

/** Every minute: what is overdue is handed up, the silent are looked for, and people in isolation are asked. */
export function followUp(
  { logger, ...options }: SchedulesOptions & { logger: Logger },
  signal: AbortSignal,
): void {
  const schedules = createSchedules(options);
  let running = false;
  const doAll = async (): Promise<void> => {
    if (running) return;
    running = true;
    for (const [task, run] of Object.entries(schedules)) {
      try {
        const done = await run(new Date());
        if (done > 0) logger.info({ event: 'schedule_done', task, done });
      } catch (error) {
        if (!signal.aborted) logger.warn({ event: 'schedule_failed', task, ...faultOf(error) });
      }
    }
    running = false;
  };
  const timer = setInterval(() => void doAll(), MINUTE).unref();
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
}
