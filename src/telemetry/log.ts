import pino, { type DestinationStream, type Logger } from 'pino';
import { trace } from '@opentelemetry/api';
import { withoutQuotes } from '../../activities/unquoted';
import { logContext } from './logContext';

export type Log = Logger;

/** Fields that may hold secrets or a customer's words. They are never printed, at any depth of an object. */
const withheld = new Set([
  'authorization',
  'auth',
  'token',
  'access_token',
  'secret',
  'clientsecret',
  'client_secret',
  'x-api-key',
  'x-zendesk-webhook-signature',
  'body',
  'rawbody',
  'headers',
  'config',
  'text',
  'phone',
  'displayname',
]);
const maxDepth = 4;

/**
 * The process's log: JSON lines on stdout. Log ticket ids, event types and outcomes. Request bodies, headers and
 * credentials are dropped even if they are passed in, and errors are reduced to name, message, stack and code.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ ...logContext(), ...traceOfLine() }),
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (object: Record<string, unknown>) => withhold(object, 0) as Record<string, unknown>,
    },
    serializers: { err: printable, error: printable, req: () => undefined, res: () => undefined },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** With tracing on, each line carries its trace id. */
function traceOfLine(): { traceId?: string } {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId === undefined || /^0+$/.test(traceId) ? {} : { traceId };
}

function withhold(value: unknown, depth: number): unknown {
  if (value instanceof Error) return printable(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => withhold(item, depth + 1));
  const kept = Object.entries(value).filter(([key]) => !withheld.has(key.toLowerCase()));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withhold(inner, depth + 1)]));
}

/**
 * An error without what libraries attach to it (the request with its credentials, the response with its body), and
 * without what its message quotes.
 */
function printable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack = '' } = withoutQuotes(error) as Error;
  const code = 'code' in error ? error.code : undefined;
  return { name, message, stack, ...((typeof code === 'string' || typeof code === 'number') && { code }) };
}
