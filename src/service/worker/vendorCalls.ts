import { VendorError } from '../../../activities/vendorError';
import { inSpan } from '../../telemetry/spans';
import type { WorkerMetrics } from '../../telemetry/metrics/workerMetrics';

type Method = (...args: unknown[]) => Promise<unknown>;

/** The statuses that people act on; others by their class, so that a vendor cannot choose labels. */
const NAMED = new Set([401, 403, 404, 409, 429]);

/**
 * Measures and traces each call of a vendor's port. To stand under whatever holds calls back: a call that is not made is not measured.
 * Spans carry vendor, method and status; no argument, since some are phone numbers.
 */
export function observedPort<Port extends object>(
  port: Port,
  { account, vendor }: { account: string; vendor: VendorError['vendor'] },
  metrics: Pick<WorkerMetrics, 'vendorSeconds' | 'vendorErrors'>,
): Port {
  const attributes = { 'ventana.account': account, 'peer.service': vendor };
  const observed =
    (operation: string, method: Method): Method =>
    (...args) =>
      inSpan(`${vendor} ${operation}`, { part: 'client', attributes }, async (span) => {
        const stop = metrics.vendorSeconds.startTimer({ account, vendor, operation });
        try {
          return await method(...args);
        } catch (error) {
          const status = statusOf(error);
          metrics.vendorErrors.inc({ account, vendor, operation, status });
          span.setAttribute('ventana.status', status);
          throw error;
        } finally {
          stop();
        }
      });
  const methods = Object.entries(port).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'function' ? observed(name, value as Method) : value,
  ]);
  return Object.fromEntries(methods) as Port;
}

/** @returns `none` where no answer came: not sent, or nobody knows */
function statusOf(error: unknown): string {
  const status = error instanceof VendorError ? error.status : undefined;
  if (status === undefined) return 'none';
  return NAMED.has(status) ? String(status) : `${Math.floor(status / 100)}xx`;
}
