import type { FastifyInstance } from 'fastify';
import { addCodecRoutes, type CodecEndpoint } from './codecRoutes';
import { createServer } from '../../http/limitedServer';
import type { ReadyCheck } from '../../monitor/health';
import { addLiveRoute, addMonitorRoutes } from '../../monitor/monitorRoutes';
import { type AppAccount, type AppParts, addAppRoutes } from '../../app/appRoutes';
import { createConcurrencyLimit } from './concurrencyLimit';
import { type AccountWebhooks, addWebhookRoutes, LIMITS, type ReceiverLimits } from './webhookRoutes';
import type { ReceiverOptions } from './receiverOptions';

export interface AppOptions extends Pick<ReceiverOptions, 'now' | 'log' | 'metrics'> {
  accounts: readonly AccountWebhooks[];
  /** For durations: ms by a clock that nobody sets. By default `now`, for time that is simulated. */
  elapsed?: () => number;
  /** The checks of `GET /health/ready`, by name. */
  checks: Record<string, ReadyCheck>;
  /** Decrypts payloads for Temporal's UI. Absent: nobody can have them decrypted. */
  codec?: CodecEndpoint;
  limits?: Partial<ReceiverLimits>;
  /** Who may read for the sidebar app, and Ventana's version. Absent: nobody may. */
  reading?: { accounts: readonly AppAccount[] } & Pick<AppParts, 'version' | 'answerWithinMs'>;
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
  reading = { accounts: [], version: 'unknown' },
  elapsed,
  ...shared
}: AppOptions): FastifyInstance {
  const { log, metrics } = shared;
  const limits = { ...LIMITS, ...given };
  const app = createServer({ limits, log, ...(trustedProxy !== undefined && { trustedProxy }) });
  addWebhookRoutes(app, accounts, { ...shared, elapsed: elapsed ?? shared.now }, limits);
  const reads = createConcurrencyLimit(limits.reads);
  addAppRoutes(app, reading.accounts, { ...shared, ...reading, acquire: () => reads.acquire() });
  if (codec) addCodecRoutes(app, codec);
  if (monitorApart) addLiveRoute(app);
  else addMonitorRoutes(app, { checks, metrics });
  return app;
}
