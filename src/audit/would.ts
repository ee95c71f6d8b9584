import type { Instant } from '../../activities/types';
import { own } from '../../workflows/core/own';
import type { Budget } from '../../workflows/core/turnBudget';
import type { PolicyConfig } from '../policy/policyConfig';
import type { Calendar } from './calendar';
import { type Category, type CategoryFrom, categoryOf, type Moved } from './category';
import type { PastTemplate } from './facts';
import { type Finding, isIn, type Span } from './findings';
import { isPlayable, type Played, play, type Turns, unlimited } from './play';
import { type Money, playRulesOf, queueRulesOf } from './playRules';
import { type HeldBy, type Hold, type QueueRules, type SpentMonth, usesOf } from './queue';
import { type Asked, fits, mostWithin } from './room';
import type { Timeline } from './timeline';
import { playTogether } from './together';

export type Deed = 'reminder' | 'reopening' | 'rescue' | 'words';

/** A message that Ventana would have sent by itself. */
export interface WouldSend {
  ticket: string;
  at: Instant;
  what: Deed;
  category: Category;
  /** Absent: a text, or a template whose category nobody says. */
  categoryFrom?: CategoryFrom;
}

/** A message that the month's budget or a limit of the policy would have held back. */
export interface HeldBack {
  ticket: string;
  /** When it was due. */
  at: Instant;
  what: Deed;
  by: HeldBy;
  /** When it went out later. Absent: it never did. */
  sentAt?: Instant;
}

/** What Ventana would have done by itself under one policy. */
export interface Would {
  /** The name of the policy's file. */
  policy: string;
  sends: WouldSend[];
  deeds: Record<Deed, number>;
  categories: Record<Category, number>;
  /** Notes to agents that a window was about to close on a waiting customer. */
  warnings: number;
  /** Of the windows that closed on a waiting customer, those with such a note before. */
  warnedInTime: number;
  /** Notes to agents that their reply had not arrived. */
  told: number;
  solved: number;
  /** The most templates in 24 hours, and how many the policy allows. */
  busiest: number;
  limit: number;
  held: HeldBack[];
  /** Of templates that would have been sent, those that WhatsApp has as another category than the policy. */
  moved: Moved[];
  /** Absent: the policy has none. */
  budget?: SpentBudget;
}

/** Amounts in millionths of the currency's unit. */
export interface SpentBudget extends Pick<Budget, 'soft' | 'hard'> {
  /** What counted in each month, by the budget's own estimate: free-form texts in full. */
  months: SpentMonth[];
}

export interface PlayedPolicy {
  name: string;
  config: PolicyConfig;
  calendar: Calendar;
}

const DAY_MS = 24 * 3_600_000;

/** What is needed to play a policy. */
export interface WouldOrder {
  policy: PlayedPolicy;
  span: Span;
  findings: readonly Finding[];
  money: Money;
  /** Absent: they could not be read. */
  templates?: readonly PastTemplate[] | undefined;
}

/** Tickets that were played as if there was room for each message. */
export interface Alone {
  /** Of those that send nothing, and of the others. */
  silent: Would;
  sending: Would;
  /** Each turn that was asked for. */
  asked: Asked[];
}

/** Plays one policy over each ticket by itself; those where Ventana was at work already are left out. */
export function playedAlone(timelines: readonly Timeline[], order: WouldOrder): Alone {
  const { config, calendar } = order.policy;
  const rules = playRulesOf(config, calendar, order.money);
  const alone = { silent: nothing(order), sending: nothing(order), asked: [] as Asked[] };
  const closed = closedOn(order.findings);
  for (const timeline of timelines) {
    if (!isPlayable(timeline)) continue;
    const before = alone.asked.length;
    const turns: Turns = {
      ...unlimited,
      ask(request, now) {
        const at = unlimited.ask(request, now)!;
        alone.asked.push({ ticket: timeline.id, at, ...usesOf(request) });
        return at;
      },
    };
    const played = play(timeline, rules, turns);
    add(alone.asked.length > before ? alone.sending : alone.silent, { timeline, played, closed }, order);
  }
  return alone;
}

/** With the policy's limits and budget. Where all that was asked for has room, each ticket goes as if it was alone. */
export function wouldHaveDone(
  timelines: readonly Timeline[],
  { silent, sending, asked }: Alone,
  order: WouldOrder,
): Would {
  const { policy, span, money, findings } = order;
  const rules = queueRulesOf(policy.config, span, money);
  const isFit = fits(asked, rules);
  if (isFit && !rules.budget) return inOrder(merged([silent, sending]));
  const askers = new Set(asked.map(({ ticket }) => ticket));
  const others = timelines.filter(({ id }) => askers.has(id));
  const together = playTogether(others, playRulesOf(policy.config, policy.calendar, money), rules);
  const closed = closedOn(findings);
  const would = nothing(order);
  for (const timeline of others) {
    const played = together.played.get(timeline.id);
    if (played) add(would, { timeline, played, closed }, order);
  }
  would.held = together.holds.filter(({ at }) => isIn(span, at)).map((it) => heldBack(it, together.played));
  return { ...inOrder(merged([silent, would])), ...spentOf(rules, together.months) };
}

function spentOf({ budget }: QueueRules, months: SpentMonth[]): { budget?: SpentBudget } {
  if (!budget) return {};
  const { soft, hard } = budget;
  return { budget: { ...(soft !== undefined && { soft }), ...(hard !== undefined && { hard }), months } };
}

const nothing = ({ policy: { name, config } }: WouldOrder): Would => ({
  policy: name,
  sends: [],
  deeds: { reminder: 0, reopening: 0, rescue: 0, words: 0 },
  categories: { utility: 0, marketing: 0, unstated: 0, free: 0 },
  ...{ warnings: 0, warnedInTime: 0, told: 0, solved: 0, busiest: 0, limit: config.limits.templatesPerDay },
  ...{ held: [], moved: [] },
});

interface One {
  timeline: Timeline;
  played: Played;
  /** When windows closed on waiting customers, by ticket. */
  closed: ReadonlyMap<string, Instant[]>;
}

/** Adds what was done on a ticket. */
function add(would: Would, { timeline, played, closed }: One, { span, policy, templates }: WouldOrder): void {
  for (const { at, purpose, message, rendition } of played.sent.filter((it) => isIn(span, it.at))) {
    const what = deedOf(purpose.kind);
    const { category, from, moved } = categoryOf(own(policy.config.policy.messages, message), rendition, templates);
    would.sends.push({ ticket: timeline.id, at, what, category, ...(from && { categoryFrom: from }) });
    would.deeds[what] += 1;
    would.categories[category] += 1;
    if (moved) would.moved = joined(would.moved, [moved]);
  }
  const noted = (kind: string): number => played.notes.filter((it) => it.kind === kind && isIn(span, it.at)).length;
  would.warnings += noted('windowClosing');
  would.warnedInTime += warnedInTime(closed.get(timeline.id) ?? [], played);
  would.told += noted('notDelivered');
  if (played.solvedAt !== undefined && isIn(span, played.solvedAt)) would.solved += 1;
}

/** Several shares as one: each ticket is in one of them. */
export const mergedAlone = (shares: readonly Alone[]): Alone => ({
  silent: merged(shares.map((it) => it.silent)),
  sending: merged(shares.map((it) => it.sending)),
  asked: shares.flatMap((it) => it.asked),
});

export function merged(shares: readonly Would[]): Would {
  const [first, ...others] = shares;
  if (!first) throw new Error('nothing was played');
  return others.reduce<Would>(
    (all, it) => ({
      ...all,
      sends: [...all.sends, ...it.sends],
      deeds: added(all.deeds, it.deeds),
      categories: added(all.categories, it.categories),
      warnings: all.warnings + it.warnings,
      warnedInTime: all.warnedInTime + it.warnedInTime,
      told: all.told + it.told,
      solved: all.solved + it.solved,
      held: [...all.held, ...it.held],
      moved: joined(all.moved, it.moved),
    }),
    first,
  );
}

const joined = (some: readonly Moved[], others: readonly Moved[]): Moved[] => [
  ...some,
  ...others.filter((it) => !some.some(({ template }) => template === it.template)),
];

function added<Key extends string>(one: Record<Key, number>, other: Record<Key, number>): Record<Key, number> {
  const entries = Object.entries<number>(one).map(([key, value]) => [key, value + other[key as Key]]);
  return Object.fromEntries(entries) as Record<Key, number>;
}

function inOrder(would: Would): Would {
  const sends = [...would.sends].sort((a, b) => a.at - b.at);
  const held = [...would.held].sort((a, b) => a.at - b.at);
  const templates = sends.filter(({ category }) => category !== 'free');
  return { ...would, sends, held, busiest: mostWithin(templates, DAY_MS) };
}

function deedOf(kind: string): Deed {
  if (kind === 'followUp') return 'reminder';
  if (kind === 'rescue') return 'rescue';
  return kind === 'rescued' ? 'words' : 'reopening';
}

/** An intent is called `TICKET-KIND-REASON`. */
function heldBack({ ticket, intent, at, by }: Hold, played: ReadonlyMap<string, Played>): HeldBack {
  const what = deedOf(intent.slice(ticket.length + 1).split('-')[0] ?? '');
  const sent = played.get(ticket)?.sent.find((it) => it.intent === intent && it.at >= at);
  return { ticket, at, what, by, ...(sent && { sentAt: sent.at }) };
}

function closedOn(findings: readonly Finding[]): Map<string, Instant[]> {
  const closed = new Map<string, Instant[]>();
  for (const { ticket, kind, at } of findings) {
    if (kind === 'closedOnWaiting' || kind === 'outOfHours') closed.set(ticket, [...(closed.get(ticket) ?? []), at]);
  }
  return closed;
}

const warnedInTime = (closed: readonly Instant[], { notes }: Played): number =>
  closed.filter((at) => notes.some((it) => it.kind === 'windowClosing' && it.at < at && it.at > at - DAY_MS)).length;
