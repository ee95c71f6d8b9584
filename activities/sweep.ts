/**
 * What the sweep does in the outside world: it reads what changed in Zendesk and calls the tickets' runs. It sends no
 * messages and writes nothing to tickets.
 */
import { aliveWithoutRun } from './sweepEnded';
import type { ExportedTicket, ExportStart, Runs, SweepDependencies, SweepEvent, Visit } from './sweepPorts';
import { ofTicket, TicketGone } from './ticketGone';
import type { Instant } from './types';
import { within } from './within';

/** It is not documented which of the two Zendesk gives a ticket that was opened by the answer to a notification. */
const WHATSAPP_CHANNELS = ['whatsapp', 'sunshine_conversations_api'];

/** How many calls to Temporal run at the same time. */
const AT_A_TIME = 10;
/** How long (ms) the runs of one page are asked what they know: an activity has 60 s. */
const ASKING_MS = 20_000;
/** How long (ms) the list of templates is waited for. */
const TEMPLATES_MS = 20_000;

export interface ExportOrder {
  from: ExportStart;
  /** No run is started for a ticket last changed before this time, unless it asks for a message. */
  oldest: Instant;
}

export interface Found {
  /** How many tickets are in this page, of any channel. */
  looked: number;
  visits: Visit[];
  cursor?: string;
  atEnd: boolean;
  /** The time of the newest change in this page. */
  until?: Instant;
}

export interface VisitOrder {
  /** Unique to this sweep, and the same when an activity is retried. */
  sweep: string;
  visits: Visit[];
  /** No run is started for a ticket that has been pending since before this time, unless it asks for a message. */
  oldest: Instant;
}

export interface RoundOrder {
  /** The last ticket of the previous sweep's round. */
  after?: string;
  /** Which part of all open runs to take now, 0 to 1. */
  share: number;
  max: number;
}

export interface SweepActivities {
  readExport(order: ExportOrder): Promise<Found>;
  visitTickets(order: VisitOrder): Promise<{ started: number; refreshed: number }>;
  nextInRound(order: RoundOrder): Promise<string[]>;
}

/** @param deps called once, when an activity begins */
export const createSweepActivities = (deps: () => SweepDependencies): SweepActivities => ({
  readExport: (order) => readExport(deps(), order),
  visitTickets: (order) => visitTickets(deps(), order),
  nextInRound: (order) => nextInRound(deps(), order),
});

/**
 * Reads one page of changes and picks the tickets that concern us: WhatsApp tickets, tickets that ask for a message,
 * and tickets with a run. With the last page come those whose run ended although they live.
 */
async function readExport(deps: SweepDependencies, { from, oldest }: ExportOrder): Promise<Found> {
  const { zendesk, runs } = deps;
  const { tickets, cursor, atEnd } = await zendesk.exportPage(from);
  const others = tickets.filter((it) => !isOurs(it)).map(({ id }) => id);
  const watched = new Set(others.length > 0 ? await runs.open(others) : []);
  const ended = atEnd ? await aliveWithoutRun(deps, oldest) : [];
  const again = new Set(ended.map(({ ticketId }) => ticketId));
  const ours = tickets
    .filter((it) => (isOurs(it) || watched.has(it.id)) && !again.has(it.id))
    .map((it) => visitOf(it, oldest));
  return {
    looked: tickets.length,
    visits: [...(await withoutKnown(runs, ours)), ...ended],
    atEnd,
    ...(cursor !== undefined && { cursor }),
    ...(tickets.length > 0 && { until: Math.max(...tickets.map(({ updatedAt }) => updatedAt)) }),
  };
}

/**
 * Leaves out the tickets whose run knows the change, which is mostly its own update: they need no visit, and visits are
 * paced. After a while, or if a run does not answer, the others are visited all the same: that does no harm.
 */
async function withoutKnown(runs: Runs, visits: Visit[]): Promise<Visit[]> {
  const until = performance.now() + ASKING_MS;
  const known = new Set<string>();
  await atATime(visits, async ({ ticketId, stamp }) => {
    if (stamp !== undefined && performance.now() < until && (await runs.knows(ticketId, stamp))) known.add(ticketId);
  });
  return visits.filter(({ ticketId }) => !known.has(ticketId));
}

async function atATime<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

const isOurs = ({ channel, hasAction }: ExportedTicket): boolean => WHATSAPP_CHANNELS.includes(channel) || hasAction;

function visitOf(ticket: ExportedTicket, oldest: Instant): Visit {
  const { id, status, stamp, updatedAt } = ticket;
  const alive = status !== 'closed' && status !== 'deleted';
  const mayStart = alive && isOurs(ticket) && (updatedAt >= oldest || ticket.hasAction);
  return { ticketId: id, stamp, mayStart, pending: status === 'pending' };
}

/** Tells each ticket's run to read the truth, or starts a run. The run then decides what to do. */
async function visitTickets(
  deps: SweepDependencies,
  { sweep, visits, oldest }: VisitOrder,
): Promise<{ started: number; refreshed: number }> {
  const outcomes: ('started' | 'refreshed' | 'left')[] = [];
  await atATime(visits, async (visit) => void outcomes.push(await visitTicket(deps, sweep, visit, oldest)));
  const count = (wanted: string): number => outcomes.filter((it) => it === wanted).length;
  return { started: count('started'), refreshed: count('refreshed') };
}

async function visitTicket(
  deps: SweepDependencies,
  sweep: string,
  visit: Visit,
  oldest: Instant,
): Promise<'started' | 'refreshed' | 'left'> {
  const { ticketId, stamp, mayStart } = visit;
  const id = `sweep:${sweep}:${stamp ?? 'round'}`;
  const refresh: SweepEvent = { type: 'refresh', id, ...(stamp !== undefined && { stamp }) };
  if ((await deps.runs.deliver(ticketId, refresh)) === 'taken') return 'refreshed';
  if (!mayStart || (visit.pending && (await isOldPending(deps, ticketId, oldest)))) return 'left';
  await deps.runs.deliver(ticketId, { type: 'ticketFound', id });
  return 'started';
}

/**
 * The ticket may have changed recently, but its audits say that it has been pending for long: no reminder is owed. One
 * that asks for a message is owed that, or a note.
 */
async function isOldPending({ zendesk }: SweepDependencies, ticketId: string, oldest: Instant): Promise<boolean> {
  try {
    const ticket = await ofTicket(() => zendesk.ticket(ticketId));
    if (ticket.status !== 'pending' || ticket.action !== undefined) return false;
    const { statusSince } = await zendesk.history(ticket);
    return statusSince === undefined || statusSince < oldest;
  } catch (error) {
    if (error instanceof TicketGone) return true;
    throw error;
  }
}

/** The next open runs of the round, in the order of their ticket ids; after the last it begins again. */
async function nextInRound(deps: SweepDependencies, { after, share, max }: RoundOrder): Promise<string[]> {
  const { runs, lookAtTemplates } = deps;
  // Here since each sweep asks this once; the round does not wait for it long.
  if (lookAtTemplates) await within(TEMPLATES_MS, lookAtTemplates());
  const open = (await runs.open()).sort((a, b) => Number(a) - Number(b));
  const size = Math.min(max, Math.ceil(open.length * share), open.length);
  const first = open.findIndex((id) => Number(id) > Number(after ?? 0));
  return first < 0 ? open.slice(0, size) : [...open.slice(first), ...open.slice(0, first)].slice(0, size);
}
