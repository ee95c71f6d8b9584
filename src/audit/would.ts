import type { MessageDefinition } from '../../activities/policy';
import type { Instant } from '../../activities/types';
import { own } from '../../workflows/core/own';
import type { PolicyConfig } from '../policy/policyConfig';
import type { Calendar } from './calendar';
import { type Finding, isIn, type Span } from './findings';
import { isPlayable, type Played, type PlayedMessage, play } from './play';
import type { Timeline } from './timeline';

/** `free`: a free-form text. `unstated`: the policy does not say how Meta classified the template. */
export type Category = 'utility' | 'marketing' | 'unstated' | 'free';

export type Deed = 'reminder' | 'reopening' | 'rescue' | 'words';

/** A message that Ventana would have sent by itself. */
export interface WouldSend {
  ticket: string;
  at: Instant;
  what: Deed;
  category: Category;
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
}

export interface PlayedPolicy {
  name: string;
  config: PolicyConfig;
  calendar: Calendar;
}

const DAY_MS = 24 * 3_600_000;

/** Plays one policy over all tickets; those where Ventana was at work already are left out. */
export function wouldHaveDone(
  timelines: readonly Timeline[],
  { name, config, calendar }: PlayedPolicy,
  span: Span,
  findings: readonly Finding[],
): Would {
  const would: Would = {
    policy: name,
    sends: [],
    deeds: { reminder: 0, reopening: 0, rescue: 0, words: 0 },
    categories: { utility: 0, marketing: 0, unstated: 0, free: 0 },
    ...{ warnings: 0, warnedInTime: 0, told: 0, solved: 0, busiest: 0, limit: config.limits.templatesPerDay },
  };
  const closed = closedOn(findings);
  for (const timeline of timelines) {
    if (!isPlayable(timeline)) continue;
    const played = play(timeline, config.policy.ticket, calendar);
    for (const it of played.sent.filter(({ at }) => isIn(span, at))) {
      const sent = wouldSend(timeline.id, it, config.policy.messages);
      would.sends.push(sent);
      would.deeds[sent.what] += 1;
      would.categories[sent.category] += 1;
    }
    const noted = (kind: string): Instant[] =>
      played.notes.filter((it) => it.kind === kind && isIn(span, it.at)).map(({ at }) => at);
    const warnings = noted('windowClosing');
    would.warnings += warnings.length;
    would.warnedInTime += warnedInTime(closed.get(timeline.id) ?? [], played);
    would.told += noted('notDelivered').length;
    if (played.solvedAt !== undefined && isIn(span, played.solvedAt)) would.solved += 1;
  }
  return inOrder(would);
}

/** The shares of several threads as one: each ticket is in one of them. */
export function merged(shares: readonly Would[]): Would {
  const [first, ...others] = shares;
  if (!first) throw new Error('nothing was played');
  const sum = others.reduce<Would>(
    (all, it) => ({
      ...all,
      sends: [...all.sends, ...it.sends],
      deeds: added(all.deeds, it.deeds),
      categories: added(all.categories, it.categories),
      warnings: all.warnings + it.warnings,
      warnedInTime: all.warnedInTime + it.warnedInTime,
      told: all.told + it.told,
      solved: all.solved + it.solved,
    }),
    first,
  );
  return inOrder(sum);
}

function added<Key extends string>(one: Record<Key, number>, other: Record<Key, number>): Record<Key, number> {
  const entries = Object.entries<number>(one).map(([key, value]) => [key, value + other[key as Key]]);
  return Object.fromEntries(entries) as Record<Key, number>;
}

function inOrder(would: Would): Would {
  const sends = [...would.sends].sort((a, b) => a.at - b.at);
  return { ...would, sends, busiest: busiest(sends) };
}

function wouldSend(ticket: string, it: PlayedMessage, messages: Record<string, MessageDefinition>): WouldSend {
  const { kind } = it.purpose;
  const what =
    kind === 'followUp' ? 'reminder' : kind === 'rescue' ? 'rescue' : kind === 'rescued' ? 'words' : 'reopening';
  const category = it.rendition === 'text' ? 'free' : (own(messages, it.message)?.template.category ?? 'unstated');
  return { ticket, at: it.at, what, category };
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

/** The most templates within any 24 hours. */
function busiest(sends: readonly WouldSend[]): number {
  const times = sends.filter(({ category }) => category !== 'free').map(({ at }) => at);
  let [first, most] = [0, 0];
  times.forEach((at, place) => {
    while ((times[first] ?? at) <= at - DAY_MS) first += 1;
    most = Math.max(most, place - first + 1);
  });
  return most;
}
