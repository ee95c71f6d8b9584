import type { Instant } from '../../../../activities/types';
import type { Change, PolicyDiff, Turn } from './diff';
import { KINDS, type Kind } from './forecast';

export type Counts = Record<Turn, number> & {
  /** How many of the earlier and new ones are already due, so that they are sent as soon as the policy is applied. */
  atOnce: number;
};

export function countsOf(changes: readonly Change[], now: Instant): Record<Kind, Counts> {
  const entries = KINDS.map((kind) => [kind, countsOfKind(changes, kind, now)] as const);
  return Object.fromEntries(entries) as Record<Kind, Counts>;
}

function countsOfKind(changes: readonly Change[], kind: Kind, now: Instant): Counts {
  const ours = changes.filter((it) => it.kind === kind);
  const count = (turn: Turn): number => ours.filter((it) => it.turn === turn).length;
  return {
    later: count('later'),
    earlier: count('earlier'),
    cancelled: count('cancelled'),
    new: count('new'),
    otherMessage: count('otherMessage'),
    atOnce: ours.filter(
      ({ turn, after }) => turn !== 'later' && turn !== 'otherMessage' && after !== undefined && after <= now,
    ).length,
  };
}

/**
 * The summary for people: `412 reminders move (300 later, 112 earlier), 31 are cancelled, 5 are new, 1,204 tickets
 * unchanged`.
 */
export function summaryOf(diff: PolicyDiff, now: Instant): string[] {
  const counts = countsOf(diff.changes, now);
  const lines = KINDS.flatMap((kind) => lineOf(NOUNS[kind], counts[kind]));
  const { tickets, changed, upToDate, unread } = diff;
  if (tickets === 0) return ['No ticket is open.'];
  return [
    ...lines,
    `${counted(tickets - changed, TICKET)} unchanged${changed === 0 ? ': nothing moves' : ''}`,
    ...(upToDate > 0 ? [`${counted(upToDate, TICKET)} already ${verb(upToDate, 'uses', 'use')} this policy`] : []),
    ...(unread > 0 ? [`${counted(unread, TICKET)} not read yet`] : []),
  ];
}

type Noun = readonly [one: string, many: string];

const TICKET: Noun = ['ticket', 'tickets'];
export const NOUNS: Record<Kind, Noun> = {
  followUp: ['reminder', 'reminders'],
  reopening: ['reopening', 'reopenings'],
  warning: ['agent warning', 'agent warnings'],
  solving: ['automatic solve', 'automatic solves'],
};

function lineOf(noun: Noun, counts: Counts): string[] {
  const { later, earlier, cancelled, atOnce, otherMessage } = counts;
  const moved = later + earlier;
  const how = [part(later, 'later'), part(earlier, 'earlier')].filter(Boolean).join(', ');
  const parts: [number, string][] = [
    [moved, `${verb(moved, 'moves', 'move')} (${how})`],
    [cancelled, `${verb(cancelled, 'is', 'are')} cancelled`],
    [counts.new, `${verb(counts.new, 'is', 'are')} new`],
    [otherMessage, `${verb(otherMessage, 'sends', 'send')} a different message at the same time`],
  ];
  const [first, ...rest] = parts.filter(([count]) => count > 0);
  if (!first) return [];
  const words = [`${counted(first[0], noun)} ${first[1]}`, ...rest.map(([count, what]) => `${number(count)} ${what}`)];
  const soon = atOnce > 0 ? `; ${number(atOnce)} of them ${verb(atOnce, 'is', 'are')} due immediately` : '';
  return [`${words.join(', ')}${soon}`];
}

const number = (count: number): string => count.toLocaleString('en');
const counted = (count: number, [one, many]: Noun): string => `${number(count)} ${count === 1 ? one : many}`;
const verb = (count: number, one: string, many: string): string => (count === 1 ? one : many);
const part = (count: number, how: string): string => (count > 0 ? `${number(count)} ${how}` : '');
