import { SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { faultOf } from './fault.ts';

/** What every trace begins with; spans that nobody's message led to are not recorded. */
export const WEBHOOK_SPAN = 'webhook';

const tracer = trace.getTracer('ncovi-chat');

/**
 * Runs work as an OpenTelemetry span, inside the one that is open. Where no tracing is configured it is a plain call.
 *
 * @param attributes asked for when the span is recorded: ids and codes, never words, answers, names or numbers of people
 */
export function traced<T>(name: string, attributes: () => Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    if (!span.isRecording()) return work();
    span.setAttributes(attributes());
    try {
      return await work();
    } catch (error) {
      const { errorName, errorCode } = faultOf(error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: errorCode ?? errorName });
      throw error;
    } finally {
      span.end();
    }
  });
}
