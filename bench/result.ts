/** What `npm run bench` measures. Others read these names from `--json`, so they must stay. */

export interface Ingress {
  /**
   * Webhooks per second through the receiver, divided by bare `signalWithStart` calls per second on the same server.
   */
  ratio: number;
  /** Between what the ratio lies, with 95 % confidence. */
  interval: [number, number];
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

/** Lateness in ms compared with the ideal pace; negative: ahead of it. */
export interface Lateness {
  p50Ms: number;
  p99Ms: number;
}

export interface Punctuality extends Lateness {
  reminders: number;
  perSecond: number;
  /** Absent if Redis is not installed. */
  bullmq?: Lateness;
  /** Zendesk's hourly automations, calculated, compared with the due time. */
  zendeskAutomations: Lateness;
}

export interface Opening {
  /** The time until the last one was sent, divided by the ideal time. */
  ratio: number;
  /** How many times a vendor answered 429. */
  rateLimited: number;
  /** Requests to Zendesk in the minute that had most of them. */
  worstMinute: number;
  /** At its peak. */
  workerMb: number;
  tickets: number;
  perSecond: number;
  /** The share of all pairs of customers in which the one who wrote first also got the first message. */
  inOrder: number;
  /** At the default rates, calculated: minutes after the opening until the last of 5,000 customers gets a message. */
  defaultMinutes: number;
}

export interface GrowthAt {
  tickets: number;
  /** From the signal until the workflow asks for a read. */
  p50Ms: number;
  p99Ms: number;
  eventsPerSecond: number;
  /** CPU of the worker process, per event. */
  cpuMs: number;
  /** The same of another worker, which has a hundred, measured in turn with it. */
  fewCpuMs: number;
  workerMb: number;
}

export interface Growth {
  /** CPU per event with the most tickets, divided by that with a hundred. */
  ratio: number;
  workerMb: number;
  at: GrowthAt[];
  /** The same of bare workflows. */
  bareRatio: number;
  bare: GrowthAt[];
}

export interface Restart {
  timers: number;
  /** From the start of the process until all tickets have acted. */
  seconds: number;
  /** The part of it until the worker was running. */
  startSeconds: number;
}

export interface Queue {
  requests: number;
  /** The most that waited at once. */
  peak: number;
  given: number;
  twice: number;
  lost: number;
  /** Answers that were no turn, or for an intent that never asked. */
  strange: number;
  /** Turns given while an older customer message waited that had asked in time. */
  overtaking: number;
  /** Requests left at the end. */
  waiting: number;
  /** Requests that the server did not take at once. */
  triedAgain: number;
  /** Turns while requests came, divided by those that the rate allows. */
  paceRatio: number;
  perSecond: number;
  macros: number;
  macroP50Seconds: number;
  macroLongestSeconds: number;
  /** Of those asked while the worker was down. */
  macroLongestDownSeconds: number;
  kills: number;
  workerMb: number;
  /** Of the account's turns, continued ones too. */
  runs: number;
  eventsPerTurn: number;
  mostEvents: number;
  mostHistoryMb: number;
  mostCarriedKb: number;
}

/** One account with so many times the limit's messages to send. */
export interface QuarterAt {
  demand: number;
  /** Sends of a calendar day, without the first. */
  leastADay: number;
  meanADay: number;
  /** The most in any 24 hours. */
  most: number;
  /**
   * The fewest sends in 24 hours (and a quarter) up to a moment outside the quiet hours at which a message waited that
   * somebody wanted; absent: none waited longer than a quarter of an hour.
   */
  leastWhileWaiting?: number;
  /** Turns that came to tickets which no longer wanted them. */
  wasted: number;
  macros: number;
  refused: number;
  /** Macros refused although the turns used, or still to be used, left room. */
  refusedWithRoom: number;
  /** The same tickets with the turns of release 0.1.0: sends of the first days. */
  formerADay?: number[];
  formerRefusedWithRoom?: number;
}

export interface QuarterResult {
  days: number;
  limit: number;
  at: QuarterAt[];
}

/** The processor time of one webhook in µs, without Temporal, and of bare servers that only read it and answer. */
export interface ReceiverCost {
  zendeskUs: Record<'node' | 'fastify' | 'ventana', number>;
  sunshineUs: Record<'node' | 'fastify' | 'ventana', number>;
}

export interface Results {
  receiver?: ReceiverCost;
  ingress?: Ingress;
  actions?: ActionCount;
  punctuality?: Punctuality;
  opening?: Opening;
  growth?: Growth;
  restart?: Restart;
  queue?: Queue;
  quarter?: QuarterResult;
  commands?: CommandTimes;
}

/** Median ms by the command. */
export type CommandTimes = Record<string, number>;

/** A row of the table. */
export interface Row {
  what: string;
  ventana: string;
  beside?: string;
  goal?: string;
  holds?: boolean;
  /** It is not only a goal: when it does not hold, the command fails. */
  promised?: boolean;
}

export interface Measured<Result> {
  result: Result;
  rows: Row[];
}
