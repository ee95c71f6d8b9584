/** How late each message was, and what excuses it. */
import type { Sandbox } from '../../sandbox';
import { percentile } from '../../bench/numbers';
import type { Judged } from '../chaos/report';
import type { Cycle } from '../chaos/types';
import { fits, sentTo } from '../chaos/verdict';

/** Of one message, in ms after it was due. */
export interface Lateness {
  ms: number;
  judged: Judged;
}

export interface LatenessSummary {
  p50: number;
  p99: number;
  worst: number;
  count: number;
  /** Beyond what the contract allows. */
  late: Lateness[];
}

/** What a killed worker had in hand is missed after 20 to 30 s, and done by another: twice in a row is a minute. */
const LATE_MS = 60_000;

/**
 * Rule 3: a send whose outcome is unknown is missed after 30 s and looked for after 5, 30 and 120 s before it is made
 * again.
 */
const LATE_IN_DOUBT_MS = LATE_MS + 30_000 + 155_000;

/** @returns of each message that came */
export const latenessOf = (sandbox: Sandbox, judged: Judged): Lateness[] =>
  judged.cycle.expectation.expected.flatMap((expected) => {
    const first = sentTo(sandbox, judged.cycle).find((received) => fits(expected, received));
    return first ? [{ ms: first.at - (expected.due ?? expected.from), judged }] : [];
  });

/**
 * @param inDoubt tickets with a send whose end Temporal never heard of
 * @param waitMs what the rate itself allows a message to wait for its turn
 * Messages of cycles whose webhooks were lost are left out: how soon a sweep finds those is the policy's.
 */
export function summaryOfLateness(
  all: readonly Lateness[],
  inDoubt: ReadonlySet<string>,
  waitMs: number,
): LatenessSummary {
  const told = all.filter(({ judged }) => judged.cycle.healedAt === undefined);
  const values = told.map(({ ms }) => ms);
  const allowed = ({ ticketIds }: Cycle): number =>
    waitMs + (ticketIds.some((id) => inDoubt.has(id)) ? LATE_IN_DOUBT_MS : LATE_MS);
  return {
    p50: values.length ? percentile(values, 0.5) : 0,
    p99: values.length ? percentile(values, 0.99) : 0,
    worst: Math.max(0, ...values),
    count: told.length,
    late: told.filter(({ ms, judged }) => ms > allowed(judged.cycle)),
  };
}
