import type { FastifyInstance } from 'fastify';
import { addCodecRoutes, type CodecEndpoint } from './codecRoutes';
import { createServer } from '../../http/limitedServer';
import type { ReadyCheck } from '../../monitor/health';
import { addLiveRoute, addMonitorRoutes } from '../../monitor/monitorRoutes';
import { type AccountWebhooks, addWebhookRoutes, LIMITS, type ReceiverLimits } from './webhookRoutes';
import type { ReceiverOptions } from './receiverOptions';

export interface AppOptions extends Pick<ReceiverOptions, 'now' | 'log' | 'metrics'> {
  accounts: readonly AccountWebhooks[];
  /** The checks of `GET /health/ready`, by name. */
  checks: Record<string, ReadyCheck>;
  /** Decrypts payloads for Temporal's UI. Absent: nobody can have them decrypted. */
  codec?: CodecEndpoint;
  limits?: Partial<ReceiverLimits>;
  /** The address of a proxy whose `X-Forwarded-For` is believed. */
  trustedProxy?: string;
  /** `ready` and `metrics` have a port of their own: here they are not there. */
  monitorApart?: boolean;
}

/** The HTTP application without a listening server: the routes in README "HTTP", ready for `inject` or `listen`. */
export function createApp({
  accounts,
  checks,
  codec,
  limits: given,
  trustedProxy,
  monitorApart = false,
  ...shared
}: AppOptions): FastifyInstance {
  const { log, metrics } = shared;
  const limits = { ...LIMITS, ...given };
  const app = createServer({ limits, log, ...(trustedProxy !== undefined && { trustedProxy }) });
  addWebhookRoutes(app, accounts, shared, limits);
  if (codec) addCodecRoutes(app, codec);
  if (monitorApart) addLiveRoute(app);
  else addMonitorRoutes(app, { checks, metrics });
  return app;
}
