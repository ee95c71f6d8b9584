import { Counter, Gauge, type Registry } from 'prom-client';

/** How well the ledger is written. */
export interface LedgerMetrics {
  /** Rows by outcome: `written`, or `dropped` because they could be kept nowhere. */
  ledgerRows: Counter<'outcome'>;
  /** Rows in memory that are not written yet. */
  ledgerWaiting: Gauge;
  /** What Meta has changed of the policy's templates: `what` is category, quality or status; `to` worse or better. */
  templateChanges: Counter<'account' | 'what' | 'to'>;
}

export function createLedgerMetrics(registry: Registry): LedgerMetrics {
  const registers = [registry];
  const ledgerRows = new Counter({
    name: 'ventana_ledger_rows_total',
    help: 'Rows of the ledger by outcome',
    labelNames: ['outcome'],
    registers,
  });
  // Prometheus sees an increase only if the metric had a value before.
  ledgerRows.inc({ outcome: 'dropped' }, 0);
  const ledgerWaiting = new Gauge({
    name: 'ventana_ledger_waiting',
    help: 'Rows of the ledger in memory that are not written yet',
    registers,
  });
  const templateChanges = new Counter({
    name: 'ventana_template_changes_total',
    help: "Changes that Meta has made to the policy's templates, for the worse or the better",
    labelNames: ['account', 'what', 'to'],
    registers,
  });
  return { ledgerRows, ledgerWaiting, templateChanges };
}
