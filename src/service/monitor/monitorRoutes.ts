import type { FastifyInstance } from 'fastify';
import { askAll, type ReadyCheck } from './health';
import type { Metrics } from '../../telemetry/metrics';

/** Adds `GET /health/live`: whether the process answers. */
export function addLiveRoute(app: FastifyInstance): void {
  app.get('/health/live', () => ({ live: true }));
}

/** Adds `GET /health/live`, `/health/ready` and `/metrics`. Every request to `ready` or `metrics` runs the checks. */
export function addMonitorRoutes(
  app: FastifyInstance,
  { checks, metrics }: { checks: Record<string, ReadyCheck>; metrics: Metrics },
): void {
  addLiveRoute(app);
  app.get('/health/ready', async (_request, reply) => {
    const health = await askAll(checks, metrics);
    return reply.code(health.ready ? 200 : 503).send(health);
  });
  app.get('/metrics', async (_request, reply) => {
    await askAll(checks, metrics);
    return reply.header('content-type', metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
