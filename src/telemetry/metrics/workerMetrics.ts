import { Counter, Histogram, type Registry } from 'prom-client';

/** What the workers count, for each account. */
export interface WorkerMetrics {
  /** Tries to send, by what came of them. `category`: that of the template as the policy says, `unknown` where it does not; `none` for a text. */
  sends: Counter<'account' | 'purpose' | 'rendition' | 'category' | 'outcome'>;
  /** Tries that failed for good: why, and Meta's error code where there is one. */
  sendFailures: Counter<'account' | 'reason' | 'code'>;
  /** Seconds from the moment that a message was due, or asked for, until it was sent. */
  sendLateness: Histogram<'account' | 'purpose'>;
  /** Internal notes written, by what they say. */
  notes: Counter<'account' | 'kind'>;
  /** Pages of Zendesk's export that the sweep has read. */
  sweepPages: Counter<'account'>;
  /** Tickets that the sweep looked at, and what it did about them: `looked`, `refreshed`, `started`. */
  sweepTickets: Counter<'account' | 'outcome'>;
  /** Seconds that a call to a vendor took, whatever came of it. An operation is a method of a port, of one request or a few. */
  vendorSeconds: Histogram<'account' | 'vendor' | 'operation'>;
  /** Calls that did not succeed. `status`: 401, 403, 404, 409, 429, another 4xx, 5xx, or `none` where no answer came. */
  vendorErrors: Counter<'account' | 'vendor' | 'operation' | 'status'>;
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
      // Seconds where all is well; minutes in a queue of turns; hours after an outage.
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
  };
}
