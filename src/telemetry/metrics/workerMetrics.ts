import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What the workers count, per account. */
export interface WorkerMetrics {
  /**
   * Attempts to send, by outcome. `category` is the template's category in the policy, `unknown` if the policy has
   * none, and `none` for free-form text.
   */
  sends: Counter<'account' | 'purpose' | 'rendition' | 'category' | 'outcome'>;
  /** Attempts that failed for good, by reason and by Meta's error code if there is one. */
  sendFailures: Counter<'account' | 'reason' | 'code'>;
  /** Seconds from when a message was due, or requested, until it was sent. */
  sendLateness: Histogram<'account' | 'purpose'>;
  /** Internal notes written, by kind. */
  notes: Counter<'account' | 'kind'>;
  /** Pages of Zendesk's export that the sweep has read. */
  sweepPages: Counter<'account'>;
  /** Tickets that the sweep has checked, by what it did: `looked`, `refreshed`, `started`. */
  sweepTickets: Counter<'account' | 'outcome'>;
  /**
   * Seconds that a call to a vendor took, whether or not it succeeded. An operation is a port's method and makes one
   * request or a few.
   */
  vendorSeconds: Histogram<'account' | 'vendor' | 'operation'>;
  /** Failed calls. `status`: 401, 403, 404, 409, 429, another 4xx, 5xx, or `none` if there was no answer. */
  vendorErrors: Counter<'account' | 'vendor' | 'operation' | 'status'>;
  /**
   * Requests for a Zendesk access token, by outcome: `issued`, `refused` (a person must act), `failed` (tried again).
   */
  tokenRequests: Counter<'account' | 'outcome'>;
  /** Items of a vendor's list that could not be read and were left out, by what the list holds. */
  skippedItems: Counter<'account' | 'vendor' | 'list'>;
  /** 1 while sending is paused. */
  sendingPaused: Gauge<'account'>;
}

export function createWorkerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  return {
    sends: new Counter({
      name: 'ventana_sends_total',
      help: 'Attempts to send a message by purpose, rendition, template category and outcome',
      labelNames: ['account', 'purpose', 'rendition', 'category', 'outcome'],
      registers,
    }),
    sendFailures: new Counter({
      name: 'ventana_send_failures_total',
      help: "Attempts to send that failed permanently by reason and Meta's error code",
      labelNames: ['account', 'reason', 'code'],
      registers,
    }),
    sendLateness: new Histogram({
      name: 'ventana_send_lateness_seconds',
      help: 'Seconds from when a message was due or requested until it was sent',
      labelNames: ['account', 'purpose'],
      // Seconds normally, minutes while waiting for a turn, hours after an outage.
      buckets: [1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400],
      registers,
    }),
    notes: new Counter({
      name: 'ventana_notes_total',
      help: 'Internal notes written on tickets by kind',
      labelNames: ['account', 'kind'],
      registers,
    }),
    sweepPages: new Counter({
      name: 'ventana_sweep_pages_total',
      help: "Pages of Zendesk's export that the sweep has read",
      labelNames: ['account'],
      registers,
    }),
    sweepTickets: new Counter({
      name: 'ventana_sweep_tickets_total',
      help: 'Tickets handled by the sweep by what it did about them',
      labelNames: ['account', 'outcome'],
      registers,
    }),
    vendorSeconds: new Histogram({
      name: 'ventana_vendor_call_seconds',
      help: 'Seconds that a call to a vendor took',
      labelNames: ['account', 'vendor', 'operation'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
      registers,
    }),
    vendorErrors: new Counter({
      name: 'ventana_vendor_errors_total',
      help: 'Calls to a vendor that did not succeed by status',
      labelNames: ['account', 'vendor', 'operation', 'status'],
      registers,
    }),
    tokenRequests: new Counter({
      name: 'ventana_zendesk_token_requests_total',
      help: 'Requests for a Zendesk access token by outcome',
      labelNames: ['account', 'outcome'],
      registers,
    }),
    skippedItems: new Counter({
      name: 'ventana_vendor_items_skipped_total',
      help: "Items of a vendor's list that could not be read and were left out",
      labelNames: ['account', 'vendor', 'list'],
      registers,
    }),
    sendingPaused: pausedGauge(registers),
  };
}

const pausedGauge = (registers: Registry[]): Gauge<'account'> =>
  new Gauge({
    name: 'ventana_sending_paused',
    help: 'Whether all sending of the account is paused',
    labelNames: ['account'],
    registers,
  });
