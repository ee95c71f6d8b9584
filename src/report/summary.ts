/** What became of Ventana's messages, of windows and of lost replies. */
import { countryOfCode } from '../rates/country';
import { costOfGroup, type Price } from './cost';
import type { MessageGroup, Rows, Span } from './rows';
import { weeksIn } from './sql';

/** What is counted of messages. */
export interface Counts {
  sent: number;
  delivered: number;
  /** The customer wrote within 72 h of the time at which it was due. */
  answered: number;
  /** The first word of the customer after it opted out. */
  optedOut: number;
  /** Tried, and not delivered in the end: by cause. */
  failed: Record<string, number>;
  /** Not sent, for the experiment. */
  heldBack: number;
  /** Estimated, in millionths of the currency's unit; and the messages whose rate is not known. */
  costMicros: number;
  unpriced: number;
  /** Sent, and the ticket's first solving after it has held for seven days; and those where the customer wrote between. */
  solved: number;
  solvedAnswered: number;
}

export interface Line extends Counts {
  /** The Monday that begins the week, as YYYY-MM-DD (UTC). */
  week: string;
  purpose: string;
  /** Of a proactive message; otherwise as `purpose`. */
  name: string;
  /** The policy's version. Empty: not known. */
  policy: string;
  /** Of its words, as Meta writes it. Empty: not known, as of what an earlier release sent. */
  language: string;
}

/** What became of windows and lost replies in a week. */
export interface Week {
  /** As in `Line`. */
  week: string;
  windows: { kept: number; lost: number };
  replies: { lost: number; rescued: number };
}

/** What was delivered of a category to a market. */
export interface Part {
  /** Of `Summary.categories`, or `service` for free-form messages. Null: not known, and counted as utility. */
  category: string | null;
  /** The calling code, and its main country (ISO 3166 alpha-2). Null: not known. */
  market: string | null;
  country: string | null;
  delivered: number;
  /** As in `Counts`. */
  costMicros: number;
  unpriced: number;
}

export interface Summary {
  span: Span;
  /** By week, purpose, name, policy version and language, in this order. */
  lines: Line[];
  windows: Week['windows'];
  replies: Week['replies'];
  /** Each week of the span, the first to come first. */
  weeks: Week[];
  /** The dearest first. */
  parts: Part[];
  categories: CategorySources;
}

/** By which category delivered templates were priced: WhatsApp's when they were sent, else the policy's, else utility. */
export interface CategorySources {
  seen: number;
  policy: number;
  neither: number;
}

/** @param span as it was read */
export function summaryOf(rows: Rows, span: Span, price: Price): Summary {
  const lines = new Map<string, Line>();
  for (const group of rows.outreach) {
    const { purpose, name, policy, language } = group;
    const of = { week: dayOf(group.week), purpose, name, policy, language };
    const key = JSON.stringify(Object.values(of));
    const line = lines.get(key) ?? { ...of, ...NOTHING, failed: {} };
    lines.set(key, { ...of, ...plus(line, countsOf(group, price)) });
  }
  const weeks = weeksIn(span.since, span.until).map((at) => weekOf(at, rows));
  const total = (count: (week: Week) => number): number => weeks.reduce((sum, it) => sum + count(it), 0);
  return {
    span,
    lines: [...lines.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line),
    windows: { kept: total(({ windows }) => windows.kept), lost: total(({ windows }) => windows.lost) },
    replies: { lost: total(({ replies }) => replies.lost), rescued: total(({ replies }) => replies.rescued) },
    ...{ weeks, parts: partsOf(rows.outreach, price), categories: categoriesOf(rows.outreach) },
  };
}

function categoriesOf(groups: readonly MessageGroup[]): CategorySources {
  const sources: CategorySources = { seen: 0, policy: 0, neither: 0 };
  for (const { rendition, category, category_seen: isSeen, delivered } of groups) {
    if (rendition !== 'template') continue;
    sources[isSeen === 1 ? 'seen' : category === null ? 'neither' : 'policy'] += delivered;
  }
  return sources;
}

function weekOf(at: number, { windows, replies }: Rows): Week {
  const { kept = 0, lost = 0 } = windows.find(({ week }) => week === at) ?? {};
  const { lost: gone = 0, rescued = 0 } = replies.find(({ week }) => week === at) ?? {};
  return { week: dayOf(at), windows: { kept, lost }, replies: { lost: gone, rescued } };
}

function partsOf(groups: readonly MessageGroup[], price: Price): Part[] {
  const parts = new Map<string, Part>();
  for (const group of groups.filter(({ delivered }) => delivered > 0)) {
    const { category, market } = group;
    const country = (market === null ? undefined : countryOfCode(market)) ?? null;
    const key = JSON.stringify([category, market]);
    const part = parts.get(key) ?? { category, market, country, delivered: 0, costMicros: 0, unpriced: 0 };
    const { micros, unpriced } = costOfGroup(group, price);
    part.delivered += group.delivered;
    part.costMicros += micros;
    part.unpriced += unpriced;
    parts.set(key, part);
  }
  return [...parts.values()].sort((a, b) => b.costMicros - a.costMicros || b.delivered - a.delivered);
}

const NOTHING: Counts = {
  sent: 0,
  delivered: 0,
  answered: 0,
  optedOut: 0,
  failed: {},
  heldBack: 0,
  costMicros: 0,
  unpriced: 0,
  solved: 0,
  solvedAnswered: 0,
};

function countsOf(group: MessageGroup, price: Price): Counts {
  const { messages, sent, delivered, answered, opted_out: optedOut, cause, arm } = group;
  const { micros, unpriced } = costOfGroup(group, price);
  return {
    ...{ sent, delivered, answered, optedOut },
    failed: cause === null ? {} : { [cause]: messages },
    heldBack: arm === 'holdout' ? messages : 0,
    ...{ costMicros: micros, unpriced },
    ...{ solved: group.solved, solvedAnswered: group.solved_answered },
  };
}

/** Adds up the lines that belong together. */
export function plus(one: Counts, other: Counts): Counts {
  const failed = { ...one.failed };
  for (const [cause, count] of Object.entries(other.failed)) failed[cause] = (failed[cause] ?? 0) + count;
  return {
    sent: one.sent + other.sent,
    delivered: one.delivered + other.delivered,
    answered: one.answered + other.answered,
    optedOut: one.optedOut + other.optedOut,
    failed,
    heldBack: one.heldBack + other.heldBack,
    costMicros: one.costMicros + other.costMicros,
    unpriced: one.unpriced + other.unpriced,
    solved: one.solved + other.solved,
    solvedAnswered: one.solvedAnswered + other.solvedAnswered,
  };
}

export const sumOf = (counts: readonly Counts[]): Counts => counts.reduce<Counts>(plus, { ...NOTHING, failed: {} });

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
