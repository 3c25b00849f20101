import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import { BullMQOtel } from 'bullmq-otel';
import { WEBHOOK_SPAN } from '../pipeline/trace.ts';

export interface Tracing {
  /** Sends what is left. */
  close(): Promise<void>;
}

/**
 * Sends spans to an OpenTelemetry collector over OTLP/HTTP: webhook, the jobs it led to, the insert of the declaration.
 * A collector that is away costs nothing but its spans.
 *
 * @param endpoint such as http://collector:4318; `/v1/traces` is added
 * @param ratio share of conversations' messages that are traced, 0 to 1
 */
export function startTracing(program: string, endpoint: string, ratio: number): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `ncovi-${program}` }),
    sampler: new ParentBasedSampler({ root: webhooksOnly(ratio) }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }) }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  return {
    async close() {
      await provider.shutdown().catch(() => undefined);
    },
  };
}

/** Carries a trace from whoever adds a job to whoever works on it. */
export const jobTelemetry = (): BullMQOtel => new BullMQOtel({ tracerName: 'ncovi-chat' });

/** Workers asking for their next job would otherwise be most of what is recorded. */
function webhooksOnly(ratio: number): Sampler {
  const share = new TraceIdRatioBasedSampler(ratio);
  return {
    shouldSample: (around, traceId, name) =>
      name.startsWith(WEBHOOK_SPAN)
        ? share.shouldSample(around, traceId)
        : { decision: SamplingDecision.NOT_RECORD },
    toString: () => `WebhooksOnly(${ratio})`,
  };
}
