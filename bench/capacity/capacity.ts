/** What an account needs and costs, from what `npm run bench` measured and what the vendors publish. Arithmetic only. */

export interface Load {
  ticketsPerDay: number;
  /** Of customer and agent together. */
  messagesPerTicket: number;
  /** From the first message until the run ends: seven days after it was solved, or sooner when it is closed. */
  daysOpen: number;
  /** Tickets that get a reminder or another template, 0 to 1. */
  outreach: number;
}

/**
 * Of the life of row F3 (docs/performance.md): 39 Actions with nine hints, of which 6 belong to the reminder and its turn; 49.5 kB.
 * A hint beyond those brings its signal, every second one a change of attributes, every fourth one a reading and an update.
 */
const MEASURED = { hints: 9, actions: 39, ofOutreach: 6, perFurtherHint: 2, updates: 4, reads: 7, bytes: 49_500 };
/** Of the further hints, that bring a reading, and an update. */
const FOURTH = 1 / 4;
/** Webhooks besides those of messages: created, and two changes of status. */
const HINTS_BESIDES = 3;
/** Requests to Zendesk of one reading: ticket, audits, requester, now and then schedules. */
const REQUESTS_PER_READ = 3;
/** CPU of a worker for an event whose ticket is not in its cache (docs/performance.md), and how full a core should be. */
const CPU_MS_PER_EVENT = 24;
const FULL = 0.6;
/** Of a day, in its busiest hour. */
const PEAK_HOUR = 0.12;
/** developer.zendesk.com, rate limits: updates of tickets a minute for an account, of which Ventana takes 50 by default. */
const UPDATES_A_MINUTE = 50;
const RETENTION_DAYS = 30;
const GB = 1e9;
const HOURS_A_MONTH = 730;

/** Temporal Cloud, Business, per million Actions: docs.temporal.io/evaluate/cloud/pricing, read in November 2026. Millions, then dollars. */
const TIERS: readonly (readonly [number, number])[] = [
  [5, 50],
  [5, 45],
  [10, 40],
  [30, 35],
  [50, 30],
  [100, 25],
  [Infinity, 25],
];
const ACTIVE_GBH = 0.042;
const RETAINED_GBH = 0.00105;
const BASE_FEE = 500;

export interface Needs {
  actionsPerTicket: number;
  actionsPerMonth: number;
  openTickets: number;
  activeGb: number;
  retainedGb: number;
  /** Temporal Actions a second in the busiest hour. */
  peakActionsPerSecond: number;
  /** Cores of workers in the busiest hour. */
  cores: number;
  /** A cluster of one's own: about one shard for 2,000 open tickets, 512 at least, a power of two. */
  shards: number;
  /** Ticket updates a minute in the busiest hour, and requests of all kinds. */
  updatesPerMinute: number;
  requestsPerMinute: number;
  /** Accounts (or a raised limit) that these updates need. */
  accounts: number;
  dollarsPerMonth: number;
}

export function needsOf({ ticketsPerDay, messagesPerTicket, daysOpen, outreach }: Load): Needs {
  const hints = messagesPerTicket + HINTS_BESIDES;
  const further = Math.max(0, hints - MEASURED.hints);
  const actionsPerTicket = MEASURED.actions - (1 - outreach) * MEASURED.ofOutreach + further * MEASURED.perFurtherHint;
  const actionsPerMonth = actionsPerTicket * ticketsPerDay * (HOURS_A_MONTH / 24);
  const openTickets = ticketsPerDay * daysOpen;
  const bytes = MEASURED.bytes * (actionsPerTicket / MEASURED.actions);
  const activeGb = (openTickets * bytes) / GB;
  const retainedGb = (ticketsPerDay * RETENTION_DAYS * bytes) / GB;
  const perPeakMinute = (ticketsPerDay * PEAK_HOUR) / 60;
  const updatesPerMinute = perPeakMinute * (MEASURED.updates + further * FOURTH);
  const reads = MEASURED.reads + further * FOURTH;
  return {
    actionsPerTicket,
    actionsPerMonth,
    openTickets,
    activeGb,
    retainedGb,
    peakActionsPerSecond: (perPeakMinute * actionsPerTicket) / 60,
    cores: ((perPeakMinute / 60) * (hints + reads) * CPU_MS_PER_EVENT) / 1000 / FULL,
    shards: Math.max(512, 2 ** Math.ceil(Math.log2(openTickets / 2_000))),
    updatesPerMinute,
    requestsPerMinute: perPeakMinute * (reads * REQUESTS_PER_READ) + updatesPerMinute,
    accounts: Math.ceil(updatesPerMinute / UPDATES_A_MINUTE),
    dollarsPerMonth: Math.max(BASE_FEE, priceOf(actionsPerMonth) + storageOf(activeGb, retainedGb)),
  };
}

function priceOf(actions: number): number {
  let left = actions / 1e6;
  let dollars = 0;
  for (const [millions, price] of TIERS) {
    dollars += Math.min(left, millions) * price;
    left = Math.max(0, left - millions);
  }
  return dollars;
}

const storageOf = (activeGb: number, retainedGb: number): number =>
  HOURS_A_MONTH * (activeGb * ACTIVE_GBH + retainedGb * RETAINED_GBH);
