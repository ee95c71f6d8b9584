import { Gauge, type Registry } from 'prom-client';

/** How many tickets stand where, as Temporal's visibility says. Every worker tells the same: take the maximum, not the sum. */
export interface TicketMetrics {
  openTickets: Gauge<'account' | 'stage'>;
  turnsWaiting: Gauge<'account'>;
  overdueTickets: Gauge<'account'>;
  /** Has a source of these numbers asked at each scrape, but not oftener than each `COUNT_EVERY_MS`. */
  countFrom(account: string, source: () => Promise<TicketCounts>): void;
}

/** The tickets of an account with an open run. */
export interface TicketCounts {
  byStage: Record<string, number>;
  /** Those that wait for their turn to send. */
  waiting: number;
  /** Those whose next action should have been done some minutes ago. */
  overdue: number;
}

/** A count is a visibility query, of which Temporal Cloud allows 30 a second to a namespace. */
export const COUNT_EVERY_MS = 60_000;

export function createTicketMetrics(registry: Registry, now: () => number = Date.now): TicketMetrics {
  const registers = [registry];
  const counts: (() => Promise<void>)[] = [];
  /** Each of the three waits for the same count. */
  const collect = async (): Promise<void> => void (await Promise.all(counts.map((count) => count())));
  const openTickets = new Gauge({
    name: 'ventana_open_tickets',
    help: 'Tickets with an open run by stage',
    labelNames: ['account', 'stage'],
    registers,
    collect,
  });
  const turnsWaiting = new Gauge({
    name: 'ventana_turns_waiting',
    help: 'Tickets waiting for their turn to send',
    labelNames: ['account'],
    registers,
    collect,
  });
  const overdueTickets = new Gauge({
    name: 'ventana_overdue_tickets',
    help: 'Tickets whose next action should have been done ten minutes ago',
    labelNames: ['account'],
    registers,
    collect,
  });

  function show(account: string, { byStage, waiting, overdue }: TicketCounts): void {
    for (const [stage, count] of Object.entries(byStage)) openTickets.set({ account, stage }, count);
    turnsWaiting.set({ account }, waiting);
    overdueTickets.set({ account }, overdue);
  }

  return {
    openTickets,
    turnsWaiting,
    overdueTickets,
    countFrom(account, source) {
      let countedAt = -Infinity;
      let counted = Promise.resolve();
      counts.push(() => {
        if (now() < countedAt + COUNT_EVERY_MS) return counted;
        countedAt = now();
        // While Temporal does not answer, the last numbers stand; that it does not is another metric.
        counted = source().then(
          (found) => show(account, found),
          () => undefined,
        );
        return counted;
      });
    },
  };
}
