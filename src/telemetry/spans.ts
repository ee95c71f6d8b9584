import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** As what the process takes part: it was called, or it calls. */
export type Part = 'server' | 'client';
const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/**
 * Runs the call in a span of its own, which costs next to nothing while nobody traces. Names and attributes hold no personal data.
 * A call that throws is an error in the span, without the error's words.
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
