import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** How the workers keep within the accounts' rates. */
export interface BudgetMetrics {
  /**
   * Seconds that a request has waited in line for our own budget (`reads`, `updates`, `sends`), by how urgent it is.
   */
  budgetWait: Histogram<'account' | 'budget' | 'urgency'>;
  /** Requests that would have waited too long: their ticket comes again later. */
  budgetRefusals: Counter<'account' | 'budget' | 'urgency'>;
  /** The worker processes that share the rates. */
  workerProcesses: Gauge;
}

export function createBudgetMetrics(registry: Registry): BudgetMetrics {
  const registers = [registry];
  return {
    budgetWait: new Histogram({
      name: 'ventana_budget_wait_seconds',
      help: 'Seconds that a request waited in line for our own budget by urgency',
      labelNames: ['account', 'budget', 'urgency'],
      buckets: [0, 0.5, 1, 2, 5, 10, 20, 60],
      registers,
    }),
    budgetRefusals: new Counter({
      name: 'ventana_budget_refusals_total',
      help: 'Requests that our own budget has put off by urgency',
      labelNames: ['account', 'budget', 'urgency'],
      registers,
    }),
    workerProcesses: new Gauge({
      name: 'ventana_worker_processes',
      help: 'Worker processes that share the rates of the accounts',
      registers,
    }),
  };
}
