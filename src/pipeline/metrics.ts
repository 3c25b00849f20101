import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What an operator counts; one per process. Labels are channels, block ids and outcomes, never people. */
export interface Metrics {
  registry: Registry;
  /** Seconds until a webhook was answered. */
  acks: Histogram<'channel' | 'status'>;
  inbound: Counter<'channel'>;
  dropped: Counter<'channel' | 'reason'>;
  turns: Counter<'channel' | 'repeated'>;
  conflicts: Counter;
  refusals: Counter<'block'>;
  sends: Counter<'channel' | 'outcome'>;
  stored: Counter<'level'>;
  /** Declarations in no month's partition. */
  outside: Gauge;
  swept: Counter;
  queued: Gauge<'queue' | 'state'>;
  queueAge: Gauge<'queue'>;
  /** 1 for the state the grant of the Zalo Official Account is in: good, unsure, refused, lost or none. */
  zaloGrant: Gauge<'state'>;
  zaloTokenExpires: Gauge;
  zaloTokenRefreshed: Gauge;
  zaloRefreshes: Counter<'outcome'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = <T extends string>(name: string, help: string, labelNames: T[]): Counter<T> =>
    new Counter({ name: `ncovi_${name}`, help, labelNames, registers: [registry] });
  const gauge = <T extends string>(name: string, help: string, labelNames: T[]): Gauge<T> =>
    new Gauge({ name: `ncovi_${name}`, help, labelNames, registers: [registry] });
  return {
    registry,
    acks: new Histogram({
      name: 'ncovi_ack_seconds',
      help: 'Time until a webhook was answered',
      labelNames: ['channel', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
      registers: [registry],
    }),
    inbound: counter('inbound_total', 'Messages of people received', ['channel']),
    dropped: counter('dropped_total', 'Webhook requests with nothing to work on, and why', [
      'channel',
      'reason',
    ]),
    turns: counter('turns_total', 'Messages worked on', ['channel', 'repeated']),
    conflicts: counter('save_conflicts_total', 'Saves lost to another process and decided again', []),
    refusals: counter('refusals_total', 'Answers that were not understood', ['block']),
    sends: counter('sends_total', 'Messages to people', ['channel', 'outcome']),
    stored: counter('declarations_stored_total', 'Declarations that were new to the database', ['level']),
    outside: new Gauge({
      name: 'ncovi_declarations_outside_months',
      help: 'Declarations that are in no partition of a month',
      registers: [registry],
    }),
    swept: counter('swept_total', 'Turns whose effects the sweeper finished', []),
    queueAge: gauge(
      'queue_age_seconds',
      'How long the longest waiting job has been waiting for its turn or another attempt',
      ['queue'],
    ),
    queued: gauge('jobs', 'Jobs by queue and state', ['queue', 'state']),
    zaloGrant: gauge('zalo_grant', '1 for the state the grant of the Zalo Official Account is in', ['state']),
    zaloTokenExpires: gauge('zalo_token_expires_seconds', 'When the Zalo access token ends, Unix time', []),
    zaloTokenRefreshed: gauge('zalo_token_refreshed_seconds', 'When it was refreshed last, Unix time', []),
    zaloRefreshes: counter('zalo_refreshes_total', 'Refreshes of the Zalo tokens by this process', [
      'outcome',
    ]),
  };
}
