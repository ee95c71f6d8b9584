/** What `npm run bench` measures: the names that others read from `--json`. */

export interface Ingress {
  /** Webhooks a second through the receiver, by bare `signalWithStart` calls a second on the same server. */
  ratio: number;
  p99Ms: number;
  bareP99Ms: number;
  p50Ms: number;
  bareP50Ms: number;
  perSecond: number;
  barePerSecond: number;
}

export interface ActionCount {
  perTicket: number;
  naive: number;
  hints: number;
  byKind: Record<string, number>;
  naiveByKind: Record<string, number>;
  events: number;
  naiveEvents: number;
  bytes: number;
  naiveBytes: number;
}

/** Lateness in ms against the ideal pace; below 0: ahead of it. */
export interface Lateness {
  p50Ms: number;
  p99Ms: number;
}

export interface Punctuality extends Lateness {
  reminders: number;
  perSecond: number;
  /** Absent where there is no Redis. */
  bullmq?: Lateness;
  /** Zendesk's hourly automations, by arithmetic, against the due time. */
  zendeskAutomations: Lateness;
}

export interface Opening {
  /** Time until the last one was sent, by the ideal. */
  ratio: number;
  /** Answers 429 of the vendors. */
  rateLimited: number;
  tickets: number;
  perSecond: number;
  /** The part of all pairs of customers of which the one who wrote first was written to first. */
  inOrder: number;
  /** At the default rates, by arithmetic: minutes after the opening until the last of 5,000 customers hears from us. */
  defaultMinutes: number;
}

export interface GrowthAt {
  tickets: number;
  /** From the signal until the workflow has asked for a reading. */
  p50Ms: number;
  p99Ms: number;
  eventsPerSecond: number;
  /** Of the worker process, per event. */
  cpuMs: number;
  workerMb: number;
}

export interface Growth {
  /** CPU per event with the most tickets, by that with the fewest. */
  ratio: number;
  workerMb: number;
  at: GrowthAt[];
}

export interface Restart {
  timers: number;
  /** From the start of the process until all tickets have acted. */
  seconds: number;
  /** Of it, until the worker was running. */
  startSeconds: number;
}

export interface Results {
  ingress?: Ingress;
  actions?: ActionCount;
  punctuality?: Punctuality;
  opening?: Opening;
  growth?: Growth;
  restart?: Restart;
}

/** A line of the table. */
export interface Row {
  what: string;
  ventana: string;
  beside?: string;
  goal?: string;
  holds?: boolean;
}

export interface Measured<Result> {
  result: Result;
  rows: Row[];
}
