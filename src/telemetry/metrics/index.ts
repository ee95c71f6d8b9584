import { collectDefaultMetrics, Registry } from 'prom-client';
import { createReceiverMetrics, type ReceiverMetrics } from './receiverMetrics';
import { createTicketMetrics, type TicketMetrics } from './ticketMetrics';
import { createWorkerMetrics, type WorkerMetrics } from './workerMetrics';

/** The process's metrics. Labels take words from closed lists only: no ticket id, no phone number, nothing a caller can choose. */
export interface Metrics extends ReceiverMetrics, WorkerMetrics, TicketMetrics {
  registry: Registry;
}

/** A registry of its own with Node's default metrics and ours, for `GET /metrics`. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    ...createReceiverMetrics(registry),
    ...createWorkerMetrics(registry),
    ...createTicketMetrics(registry),
  };
}
