import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** The process's role: it was called (server), or it calls (client). */
export type Part = 'server' | 'client';
const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/**
 * Runs the call in a span of its own, at almost no cost while tracing is off. Names and attributes contain no personal
 * data. If the call throws, the span is marked as failed, without the error's message.
 */
export function inSpan<Result>(
  name: string,
  { part, attributes }: { part: Part; attributes: Attributes },
  call: (span: Span) => Promise<Result>,
): Promise<Result> {
  return trace.getTracer('ventana').startActiveSpan(name, { kind: kinds[part], attributes }, async (span) => {
    try {
      return await call(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
