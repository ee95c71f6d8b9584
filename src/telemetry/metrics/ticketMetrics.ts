import { Gauge, type Registry } from 'prom-client';
import { createPolled } from './polled';

/**
 * Numbers of tickets, from Temporal's visibility. Every worker reports the same numbers: take the maximum, not the sum.
 */
export interface TicketMetrics {
  openTickets: Gauge<'account' | 'stage'>;
  turnsWaiting: Gauge<'account'>;
  overdueTickets: Gauge<'account'>;
  /** Registers a source of these numbers. It is called when metrics are scraped, at most once per `COUNT_EVERY_MS`. */
  countFrom(account: string, source: () => Promise<TicketCounts>): void;
}

/** The tickets of an account with an open run. */
export interface TicketCounts {
  byStage: Record<string, number>;
  /** Tickets that are waiting for their turn to send. */
  waiting: number;
  /** Tickets whose next action is some minutes late. */
  overdue: number;
}

/** Each count is a visibility query, and Temporal Cloud allows 30 of those per second and namespace. */
export const COUNT_EVERY_MS = 60_000;

export function createTicketMetrics(registry: Registry, now: () => number = () => performance.now()): TicketMetrics {
  const registers = [registry];
  const { collect, add } = createPolled(COUNT_EVERY_MS, now);
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
    countFrom: (account, source) => add(source, (found) => show(account, found)),
  };
}
