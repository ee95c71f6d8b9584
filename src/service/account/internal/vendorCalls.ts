import { VendorError } from '../../../../activities/vendorError';
import { inSpan } from '../../../telemetry/spans';
import type { Log } from '../../../telemetry/log';
import type { WorkerMetrics } from '../../../telemetry/metrics/workerMetrics';
import { createCredentials, type Credentials } from './credentials';
import { asOneCall } from '../caller';
import type { Line } from './line';

/**
 * Makes a call of a vendor's port. This is the only place where calls are limited, watched, measured and traced.
 * @param operation the method of the port
 * @param line the budget that the call counts against, if its requests do not count by themselves
 */
export type VendorCall = <Result>(operation: string, send: () => Promise<Result>, line?: Line) => Promise<Result>;

export interface VendorCallParts {
  account: string;
  metrics: Pick<WorkerMetrics, 'vendorSeconds' | 'vendorErrors'>;
  /** ms by a clock that nobody sets. */
  now: () => number;
  log?: Pick<Log, 'warn'>;
}

/** The statuses that people act on. Others are counted by class, so that a vendor cannot create new labels. */
const NAMED = new Set([401, 403, 404, 409, 429]);

/** A vendor may ask for any pause (ms), by mistake too: we come back after an hour at the latest. */
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * A call is not made when its budget is used up, or when the vendor has just rejected our credentials; such a call is
 * not measured, nor is the time in line. Spans contain vendor, method and status. They contain no arguments, because
 * some are phone numbers.
 */
export function createVendorCalls(
  vendor: VendorError['vendor'],
  { account, metrics, now, log }: VendorCallParts,
): { call: VendorCall; check: Credentials['check'] } {
  const credentials = createCredentials(vendor, now);
  const attributes = { 'ventana.account': account, 'peer.service': vendor };
  const measured = <Result>(operation: string, send: () => Promise<Result>): Promise<Result> =>
    inSpan(`${vendor} ${operation}`, { part: 'client', attributes }, (span) =>
      asOneCall(async (waitedMs) => {
        const begun = performance.now();
        const measure = (): void => {
          const seconds = (performance.now() - begun - waitedMs()) / 1000;
          metrics.vendorSeconds.observe({ account, vendor, operation }, Math.max(0, seconds));
        };
        try {
          const result = await send();
          measure();
          return result;
        } catch (error) {
          if (isOwn(error)) throw error;
          measure();
          const status = statusOf(error);
          metrics.vendorErrors.inc({ account, vendor, operation, status });
          span.setAttribute('ventana.status', status);
          throw withinAnHour(error);
        }
      }),
    );

  function withinAnHour(error: unknown): unknown {
    if (!(error instanceof VendorError) || (error.retryAfterMs ?? 0) <= LONGEST_PAUSE_MS) return error;
    const { reached, status, retryAfterMs, body } = error;
    log?.warn(
      { account, vendor, retryAfterMs },
      'the vendor asks for a pause of more than an hour: we make it an hour',
    );
    return new VendorError(error.message, {
      vendor,
      reached,
      retryAfterMs: LONGEST_PAUSE_MS,
      ...(status !== undefined && { status }),
      ...(body !== undefined && { body }),
      ...(error.collided && { collided: true }),
      cause: error,
    });
  }
  return {
    async call(operation, send, line) {
      await line?.take();
      return credentials.watch(() => measured(operation, send));
    },
    check: credentials.check,
  };
}

const isOwn = (error: unknown): boolean => error instanceof VendorError && error.own;

/** @returns `none` when there was no answer: the call was not sent, or its result is unknown */
function statusOf(error: unknown): string {
  const status = error instanceof VendorError ? error.status : undefined;
  if (status === undefined) return 'none';
  return NAMED.has(status) ? String(status) : `${Math.floor(status / 100)}xx`;
}
