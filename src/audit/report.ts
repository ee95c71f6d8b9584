import type { Instant } from '../../activities/types';
import { type Calendar, readCalendar } from './calendar';
import type { Facts, UnknownTicket } from './facts';
import { type Finding, findingsOf, type FirstReply, firstReplyOf, isIn, type Span } from './findings';
import { isPlayable } from './play';
import { timelines } from './timeline';
import type { RateFile } from '../rates/rateFile';
import { priced, type PricedWould, type UsedRates, usedRates } from './cost';
import { playAll, type Share } from './inParallel';
import type { PlayedPolicy } from './would';

/** All that an audit says. Tickets are named by their ids; nothing else in it is about a person. */
export interface Report {
  account: string;
  span: Span;
  /** WhatsApp tickets that were read, their messages in this time, and the tickets of all channels that changed. */
  tickets: number;
  messages: number;
  looked: number;
  findings: Finding[];
  firstReplies: FirstReply[];
  /** Hours from opening to the first reply that was delivered; absent: there was none. */
  medianHours?: number;
  ninthHours?: number;
  policies: PricedWould[];
  /** With what their costs were estimated. */
  rates: UsedRates;
  /** The hours of the first policy. */
  hours: Pick<Calendar, 'known' | 'name' | 'zone'>;
  unknown: UnknownTicket[];
  /** Tickets of which some messages cannot be read. */
  partlyRead: string[];
  /** How many tickets Ventana itself has written on: for them nothing is played. */
  alreadyVentana: number;
  /** Windows, replies and delivery failures of which the audits tell. */
  tellsFailures: boolean;
}

export interface ReportOrder {
  facts: Facts;
  span: Span;
  policies: readonly Omit<PlayedPolicy, 'calendar'>[];
  rates: RateFile;
}

/** Works out the report from what was read: no request is made. */
export async function reportOf({ facts, span, policies, rates }: ReportOrder): Promise<Report> {
  const withHours = await Promise.all(
    policies.map(async (it) => ({ ...it, calendar: await readCalendar(it.config, facts.schedules, span) })),
  );
  const [first] = withHours;
  if (!first) throw new Error('an audit has at least one policy');
  const { known, name, zone } = first.calendar;
  const all = timelines(facts.tickets);
  const office = (at: Instant) => first.calendar.around(at).office;
  const findings = all.flatMap((it) => findingsOf(it, span, office)).sort((a, b) => a.at - b.at);
  const firstReplies = all.flatMap((it) => firstReplyOf(it, span) ?? []);
  const hours = firstReplies.flatMap((it) => it.hours ?? []).sort((a, b) => a - b);
  // The account's zone is nowhere to be read: that of the office stands for it.
  const share = {
    timelines: all,
    schedules: facts.schedules,
    span,
    findings,
    money: { rates, zone },
    templates: facts.templates,
  };
  const would = await played(withHours, share);
  return {
    ...{ account: facts.account, span, tickets: all.length, looked: facts.looked },
    messages: all.reduce((sum, { messages }) => sum + messages.filter(({ at }) => isIn(span, at)).length, 0),
    ...{ findings, firstReplies },
    ...(hours.length > 0 && { medianHours: quantile(hours, 0.5), ninthHours: quantile(hours, 0.9) }),
    policies: would,
    rates: usedRates(would, rates, zone, span.until),
    hours: { known, name, zone },
    unknown: [...facts.unknown].sort((a, b) => Number(a.id) - Number(b.id)),
    partlyRead: all.filter(({ unread }) => unread).map(({ id }) => id),
    alreadyVentana: all.filter((it) => !isPlayable(it)).length,
    tellsFailures: all.some(({ messages }) => messages.some(({ failed }) => failed)),
  };
}

/** One after the other: each uses all processors. */
async function played(policies: readonly PlayedPolicy[], all: Omit<Share, 'policy'>): Promise<PricedWould[]> {
  const found: PricedWould[] = [];
  for (const it of policies) {
    const { defaultCountry } = it.config.policy;
    const would = await playAll(all, it);
    found.push(priced(would, { ...all.money, timelines: all.timelines, defaultCountry }));
  }
  return found;
}

/** The nearest rank: one of the values. */
const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
