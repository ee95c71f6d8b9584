import { collectDefaultMetrics, Registry } from 'prom-client';
import { type BudgetMetrics, createBudgetMetrics } from './budgetMetrics';
import { type CostMetrics, createCostMetrics } from './costMetrics';
import { createLedgerMetrics, type LedgerMetrics } from './ledgerMetrics';
import { createReceiverMetrics, type ReceiverMetrics } from './receiverMetrics';
import { createTicketMetrics, type TicketMetrics } from './ticketMetrics';
import { createWorkerMetrics, type WorkerMetrics } from './workerMetrics';

/**
 * The process's metrics. Label values come from closed lists only: no ticket id, no phone number, nothing that a caller
 * can choose.
 */
export interface Metrics
  extends ReceiverMetrics, WorkerMetrics, BudgetMetrics, TicketMetrics, LedgerMetrics, CostMetrics {
  registry: Registry;
}

/** A separate registry with Node's default metrics and ours, for `GET /metrics`. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    ...createReceiverMetrics(registry),
    ...createWorkerMetrics(registry),
    ...createBudgetMetrics(registry),
    ...createTicketMetrics(registry),
    ...createLedgerMetrics(registry),
    ...createCostMetrics(registry),
  };
}
