/**
 * What an account needs and costs, calculated from the results of `npm run bench` and from what the vendors publish.
 */

export interface Load {
  ticketsPerDay: number;
  /** By customer and agent together. */
  messagesPerTicket: number;
  /** From the first message until the run ends: seven days after the ticket is solved, or sooner if it is closed. */
  daysOpen: number;
  /** The share of tickets that get a reminder or another template, 0 to 1. */
  outreach: number;
}

/**
 * The life of row F3 (docs/performance.md): 30 Actions with nine hints, besides two delivery reports that come with
 * them, 8 of them for the reminder and its turn; 24.6 kB. Each further hint costs its signal; every second one also a change of attributes, and every fourth one a read and
 * an update.
 */
const MEASURED = { hints: 9, actions: 30, ofOutreach: 8, perFurtherHint: 2, updates: 4, reads: 7, bytes: 24_600 };
/** The share of further hints that cause a read and an update. */
const FOURTH = 1 / 4;
/** Webhooks other than those for messages: ticket created, and two changes of status. */
const HINTS_BESIDES = 3;
/** Requests to Zendesk for one read: ticket, audits, requester, and sometimes schedules. */
const REQUESTS_PER_READ = 3;
/** Of one send's own checks: ticket, requester, assignee, identities. */
const REQUESTS_PER_SEND = 4;
/**
 * CPU that a worker uses for an event whose ticket is not in its cache (docs/performance.md), and how busy a core
 * should be.
 */
const CPU_MS_PER_EVENT = 24;
const FULL = 0.6;
/** The share of a day's events that fall in its busiest hour. */
const PEAK_HOUR = 0.12;
/** The policy's default rates (`rates.zendeskUpdatesPerMinute`, `rates.zendeskReadsPerMinute`). */
const UPDATES_A_MINUTE = 50;
const READS_A_MINUTE = 200;
const RETENTION_DAYS = 30;
const GB = 1e9;
const HOURS_A_MONTH = 730;

/**
 * Temporal Cloud, Business plan, price per million Actions: docs.temporal.io/evaluate/cloud/pricing, read in November
 * 2026. Each entry is [millions of Actions, dollars per million].
 */
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
  /** Temporal Actions per second in the busiest hour. */
  peakActionsPerSecond: number;
  /** Worker cores in the busiest hour. */
  cores: number;
  /** For a self-hosted cluster: about one shard per 2,000 open tickets, at least 512, a power of two. */
  shards: number;
  /** In the busiest hour: ticket updates per minute, and all other requests to Zendesk. */
  updatesPerMinute: number;
  readsPerMinute: number;
  /** How many accounts these need at the default rates (or how many times the rates must be raised). */
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
  const readsPerMinute = perPeakMinute * (reads * REQUESTS_PER_READ + outreach * REQUESTS_PER_SEND);
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
    readsPerMinute,
    accounts: Math.ceil(Math.max(updatesPerMinute / UPDATES_A_MINUTE, readsPerMinute / READS_A_MINUTE)),
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
