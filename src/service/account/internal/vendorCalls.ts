import { VendorError } from '../../../../activities/vendorError';
import { inSpan } from '../../../telemetry/spans';
import type { WorkerMetrics } from '../../../telemetry/metrics/workerMetrics';
import { createCredentials, type Credentials } from './credentials';
import type { Budget } from './rateLimit';

/**
 * Makes a call of a vendor's port. This is the only place where calls are limited, watched, measured and traced.
 * @param operation the method of the port
 * @param budget the budget that the call counts against, if there is one
 */
export type VendorCall = <Result>(operation: string, send: () => Promise<Result>, budget?: Budget) => Promise<Result>;

export interface VendorCallParts {
  account: string;
  metrics: Pick<WorkerMetrics, 'vendorSeconds' | 'vendorErrors'>;
  /** Epoch ms. */
  now: () => number;
}

/** The statuses that people act on. Others are counted by class, so that a vendor cannot create new labels. */
const NAMED = new Set([401, 403, 404, 409, 429]);

/**
 * A call is not made when its budget is used up, or when the vendor has just rejected our credentials; such a call is
 * not measured. Spans contain vendor, method and status. They contain no arguments, because some are phone numbers.
 */
export function createVendorCalls(
  vendor: VendorError['vendor'],
  { account, metrics, now }: VendorCallParts,
): { call: VendorCall; check: Credentials['check'] } {
  const credentials = createCredentials(vendor, now);
  const attributes = { 'ventana.account': account, 'peer.service': vendor };
  const measured = <Result>(operation: string, send: () => Promise<Result>): Promise<Result> =>
    inSpan(`${vendor} ${operation}`, { part: 'client', attributes }, async (span) => {
      const stop = metrics.vendorSeconds.startTimer({ account, vendor, operation });
      try {
        return await send();
      } catch (error) {
        const status = statusOf(error);
        metrics.vendorErrors.inc({ account, vendor, operation, status });
        span.setAttribute('ventana.status', status);
        throw error;
      } finally {
        stop();
      }
    });
  return {
    async call(operation, send, budget) {
      await budget?.();
      return credentials.watch(() => measured(operation, send));
    },
    check: credentials.check,
  };
}

/** @returns `none` when there was no answer: the call was not sent, or its result is unknown */
function statusOf(error: unknown): string {
  const status = error instanceof VendorError ? error.status : undefined;
  if (status === undefined) return 'none';
  return NAMED.has(status) ? String(status) : `${Math.floor(status / 100)}xx`;
}
