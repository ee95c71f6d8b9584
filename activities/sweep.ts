/** The sweep's touches of the outside world: what changed in Zendesk, and the runs of the tickets. It sends nothing and writes nothing. */
import type { Zendesk } from './ports';
import type { ExportedTicket, ExportStart, Look, Runs, TicketExport } from './sweepPorts';
import { ofTicket, TicketGone } from './ticketGone';
import type { Instant } from './types';

/** Nobody has documented which of the two Zendesk gives to a ticket that the answer to a notification opened. */
const WHATSAPP_CHANNELS = ['whatsapp', 'sunshine_conversations_api'];

/** Calls to Temporal at a time. */
const AT_A_TIME = 10;

export interface SweepDependencies {
  zendesk: Pick<Zendesk, 'ticket' | 'history'> & TicketExport;
  runs: Runs;
}

/** A ticket to look after. */
export interface Visit {
  ticketId: string;
  /** As the export showed it. */
  stamp?: string;
  /** Start its run where it has none. */
  mayStart: boolean;
  /** ... unless it has been pending for too long. */
  pending: boolean;
}

export interface ExportOrder {
  from: ExportStart;
  /** What was last changed before this is not started. */
  oldest: Instant;
}

export interface Found {
  /** Tickets in this page, of whatever channel. */
  looked: number;
  visits: Visit[];
  cursor?: string;
  atEnd: boolean;
  /** The newest change in this page. */
  until?: Instant;
}

export interface VisitOrder {
  /** Unique to this sweep, the same at every repetition. */
  sweep: string;
  visits: Visit[];
  /** What has been pending since before this is not started. */
  oldest: Instant;
}

export interface RoundOrder {
  /** The last ticket of the sweep before. */
  after?: string;
  /** The part of all open runs that has its turn, 0 to 1. */
  share: number;
  max: number;
}

export interface SweepActivities {
  readExport(order: ExportOrder): Promise<Found>;
  visitTickets(order: VisitOrder): Promise<{ started: number; refreshed: number }>;
  nextInRound(order: RoundOrder): Promise<string[]>;
}

/** @param deps asked once, when an activity begins */
export const createSweepActivities = (deps: () => SweepDependencies): SweepActivities => ({
  readExport: (order) => readExport(deps(), order),
  visitTickets: (order) => visitTickets(deps(), order),
  nextInRound: (order) => nextInRound(deps(), order),
});

/** One page of what changed, and the tickets in it that concern us: WhatsApp's, those that ask for a message, those with a run. */
async function readExport({ zendesk, runs }: SweepDependencies, { from, oldest }: ExportOrder): Promise<Found> {
  const { tickets, cursor, atEnd } = await zendesk.exportPage(from);
  const others = tickets.filter((it) => !isOurs(it)).map(({ id }) => id);
  const watched = new Set(others.length > 0 ? await runs.open(others) : []);
  const ours = tickets.filter((it) => isOurs(it) || watched.has(it.id));
  return {
    looked: tickets.length,
    visits: ours.map((it) => visitOf(it, oldest)),
    atEnd,
    ...(cursor !== undefined && { cursor }),
    ...(tickets.length > 0 && { until: Math.max(...tickets.map(({ updatedAt }) => updatedAt)) }),
  };
}

const isOurs = ({ channel, hasAction }: ExportedTicket): boolean => WHATSAPP_CHANNELS.includes(channel) || hasAction;

function visitOf(ticket: ExportedTicket, oldest: Instant): Visit {
  const { id, status, stamp, updatedAt } = ticket;
  const alive = status !== 'closed' && status !== 'deleted';
  const mayStart = alive && isOurs(ticket) && updatedAt >= oldest;
  return { ticketId: id, stamp, mayStart, pending: status === 'pending' };
}

/** Tells the run of each ticket to read the truth, or starts it; what then has to be done is decided there. */
async function visitTickets(
  deps: SweepDependencies,
  { sweep, visits, oldest }: VisitOrder,
): Promise<{ started: number; refreshed: number }> {
  const outcomes: ('started' | 'refreshed' | 'left')[] = [];
  const queue = visits.values();
  const worker = async (): Promise<void> => {
    for (const visit of queue) outcomes.push(await visitTicket(deps, sweep, visit, oldest));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
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
  const refresh: Look = { type: 'refresh', id, ...(stamp !== undefined && { stamp }) };
  if ((await deps.runs.deliver(ticketId, refresh)) === 'taken') return 'refreshed';
  if (!mayStart || (visit.pending && (await isOldPending(deps, ticketId, oldest)))) return 'left';
  await deps.runs.deliver(ticketId, { type: 'ticketFound', id });
  return 'started';
}

/** Whatever has touched it since, by its audits it has been pending for long: no reminder is owed. */
async function isOldPending({ zendesk }: SweepDependencies, ticketId: string, oldest: Instant): Promise<boolean> {
  try {
    const ticket = await ofTicket(zendesk.ticket(ticketId));
    if (ticket.status !== 'pending') return false;
    const { statusSince } = await zendesk.history(ticket);
    return statusSince === undefined || statusSince < oldest;
  } catch (error) {
    if (error instanceof TicketGone) return true;
    throw error;
  }
}

/** The open runs whose turn it is: ticket by ticket in the order of their ids, and from the beginning again. */
async function nextInRound({ runs }: SweepDependencies, { after, share, max }: RoundOrder): Promise<string[]> {
  const open = (await runs.open()).sort((a, b) => Number(a) - Number(b));
  const size = Math.min(max, Math.ceil(open.length * share), open.length);
  const first = open.findIndex((id) => Number(id) > Number(after ?? 0));
  return first < 0 ? open.slice(0, size) : [...open.slice(first), ...open.slice(0, first)].slice(0, size);
}
