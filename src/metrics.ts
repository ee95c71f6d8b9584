import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's metrics. Labels take words from closed lists only: no ticket id, no phone number, nothing a caller can choose. */
export interface Metrics {
  registry: Registry;
  /** Requests to the receiver, by what became of them. */
  webhooks: Counter<'vendor' | 'outcome'>;
  /** Events brought to tickets: a Sunshine request carries several events, and an event may go to several tickets. */
  deliveries: Counter<'vendor' | 'type' | 'outcome'>;
  /** Events in those requests that went to no ticket: unknown, ignored, invalid. */
  skipped: Counter<'vendor' | 'outcome'>;
  /** Seconds from the first byte of a request to its answer. */
  webhookSeconds: Histogram<'vendor'>;
  /** 1 or 0 for each readiness check, as last asked. */
  ready: Gauge<'check'>;
}

/** A registry of its own with Node's default metrics and ours, for `GET /metrics`. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    webhooks: new Counter({
      name: 'ventana_webhooks_total',
      help: 'Webhook requests by vendor and outcome',
      labelNames: ['vendor', 'outcome'],
      registers,
    }),
    deliveries: new Counter({
      name: 'ventana_webhook_deliveries_total',
      help: 'Events brought to tickets by vendor, type and outcome',
      labelNames: ['vendor', 'type', 'outcome'],
      registers,
    }),
    skipped: new Counter({
      name: 'ventana_webhook_events_skipped_total',
      help: 'Events that went to no ticket by vendor and outcome',
      labelNames: ['vendor', 'outcome'],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: 'ventana_webhook_seconds',
      help: 'Seconds until a webhook request is answered',
      labelNames: ['vendor'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    ready: new Gauge({
      name: 'ventana_ready',
      help: '1 when the check passed the last time it was asked, else 0',
      labelNames: ['check'],
      registers,
    }),
  };
}
