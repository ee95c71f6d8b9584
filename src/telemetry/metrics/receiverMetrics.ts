import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface ReceiverMetrics {
  /** Requests to the receiver, by outcome. */
  webhooks: Counter<'vendor' | 'outcome'>;
  /**
   * Events delivered to tickets. A Sunshine request contains several events, and an event may go to several tickets.
   */
  deliveries: Counter<'vendor' | 'type' | 'outcome'>;
  /** Events in those requests that were not delivered to any ticket: unknown, ignored or invalid. */
  skipped: Counter<'vendor' | 'outcome'>;
  /** Seconds from the first byte of a request to its answer. */
  webhookSeconds: Histogram<'vendor'>;
  /**
   * Seconds from the first byte of a request until everything in it is durable in Temporal, for requests answered with
   * `taken`.
   */
  durableSeconds: Histogram<'vendor'>;
  /** Requests of the sidebar app, by outcome. */
  appRequests: Counter<'outcome'>;
  /** 1 or 0 for each readiness check, from its last run. */
  ready: Gauge<'check'>;
}

/** Zendesk gives up after 10 s, Sunshine after 20 s; Ventana answers within 2 s. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createReceiverMetrics(registry: Registry): ReceiverMetrics {
  const registers = [registry];
  const webhooks = new Counter({
    name: 'ventana_webhooks_total',
    help: 'Webhook requests by vendor and outcome',
    labelNames: ['vendor', 'outcome'],
    registers,
  });
  // Prometheus sees an increase only if the metric had a value before.
  for (const vendor of ['zendesk', 'sunshine']) webhooks.inc({ vendor, outcome: 'unauthorized' }, 0);
  const appRequests = new Counter({
    name: 'ventana_app_requests_total',
    help: 'Requests of the sidebar app by outcome',
    labelNames: ['outcome'],
    registers,
  });
  appRequests.inc({ outcome: 'unauthorized' }, 0);
  return {
    webhooks,
    appRequests,
    deliveries: new Counter({
      name: 'ventana_webhook_deliveries_total',
      help: 'Events delivered to tickets by vendor, type and outcome',
      labelNames: ['vendor', 'type', 'outcome'],
      registers,
    }),
    skipped: new Counter({
      name: 'ventana_webhook_events_skipped_total',
      help: 'Events that were delivered to no ticket by vendor and outcome',
      labelNames: ['vendor', 'outcome'],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: 'ventana_webhook_seconds',
      help: 'Seconds until a webhook request is answered',
      labelNames: ['vendor'],
      buckets,
      registers,
    }),
    durableSeconds: new Histogram({
      name: 'ventana_hint_durable_seconds',
      help: 'Seconds from the first byte of a webhook request until Temporal has accepted its events',
      labelNames: ['vendor'],
      buckets,
      registers,
    }),
    ready: new Gauge({
      name: 'ventana_ready',
      help: '1 if the check passed the last time it ran, else 0',
      labelNames: ['check'],
      registers,
    }),
  };
}
