import { listen, type Listening } from '../http/listen';
import { createServer, MIB, type ServerLimits } from '../http/limitedServer';
import type { ReadyCheck } from './health';
import type { Log } from '../../telemetry/log';
import type { Metrics } from '../../telemetry/metrics';
import { addMonitorRoutes } from './monitorRoutes';

export interface MonitorOptions {
  http: { host: string; port: number };
  checks: Record<string, ReadyCheck>;
  metrics: Metrics;
  log: Log;
}

/** Prometheus and an orchestrator need a few connections, and send no bodies. */
const LIMITS: ServerLimits = { connections: 256, perPeer: 128, bodyBytes: MIB, empty: 16, firstByteMs: 500 };

/**
 * Serves health and metrics on a separate port, without webhooks. For the worker, which has no other port, and for a
 * receiver whose port is public. Its limits are those of the receiver, in small.
 * @throws {Error} when the port is taken; the message names the variable to set
 */
export async function openMonitor({ http, checks, metrics, log }: MonitorOptions): Promise<Listening> {
  const app = createServer({ limits: LIMITS, log });
  addMonitorRoutes(app, { checks, metrics });
  return listen(app, http, 'Set METRICS_PORT to a free one, or leave it out.');
}
