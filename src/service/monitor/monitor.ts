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

export interface Monitor {
  /** e.g. `http://127.0.0.1:9464` */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves health and metrics on a separate port, without webhooks. For the worker, which has no other port, and for a
 * receiver whose port is public. Its limits are those of the receiver, in small.
 * @throws {Error} when the port is taken; the message names the variable to set
 */
export async function openMonitor({ http, checks, metrics, log }: MonitorOptions): Promise<Monitor> {
  const app = createServer({ limits: LIMITS, log });
  addMonitorRoutes(app, { checks, metrics });
  try {
    return { url: await app.listen(http), close: () => app.close() };
  } catch (error) {
    await app.close();
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${http.port} is taken. Set METRICS_PORT to a free one, or leave it out.`, { cause: error });
  }
}
