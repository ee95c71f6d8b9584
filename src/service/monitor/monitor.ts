import fastify from 'fastify';
import type { ReadyCheck } from './health';
import type { Metrics } from '../../telemetry/metrics';
import { addMonitorRoutes } from './monitorRoutes';

export interface MonitorOptions {
  http: { host: string; port: number };
  checks: Record<string, ReadyCheck>;
  metrics: Metrics;
}

export interface Monitor {
  /** e.g. `http://127.0.0.1:9464` */
  url: string;
  close(): Promise<void>;
}

/**
 * Health and metrics on a port of their own, which webhooks do not share: for the worker, which listens nowhere else, and for a
 * receiver whose port the world can reach.
 * @throws {Error} when the port is taken, in words that name the variable to set
 */
export async function openMonitor({ http, checks, metrics }: MonitorOptions): Promise<Monitor> {
  const app = fastify({ logger: false, forceCloseConnections: true });
  addMonitorRoutes(app, { checks, metrics });
  try {
    return { url: await app.listen(http), close: () => app.close() };
  } catch (error) {
    await app.close();
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${http.port} is taken. Set METRICS_PORT to a free one, or leave it out.`, { cause: error });
  }
}
