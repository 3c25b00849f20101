import { Gauge, type Registry } from 'prom-client';
import type { Spool } from './spool.ts';

/** Figures of what waits on the disk: nothing, while all is well. */
export function measureSpool(spool: Pick<Spool, 'state'>, registry: Registry): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      ...{ name: `ncovi_spool_${name}`, help, registers: [registry] },
      collect() {
        this.set(value());
      },
    });
  gauge('messages', 'Messages kept on the disk until they can be worked on', () => spool.state().messages);
  gauge('bytes', 'What they take', () => spool.state().bytes);
  gauge('oldest_seconds', 'Age of the oldest of them', () => {
    const { oldest } = spool.state();
    return oldest === null ? 0 : (Date.now() - oldest) / 1_000;
  });
}
