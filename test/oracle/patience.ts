/** By when something must have happened, whatever went wrong before. */
import type { Instant } from '../../activities/types';
import { DAY, HOUR, MINUTE, SECOND } from '../support/madrid';
import type { Account, Ticket } from './account';
import { afterQuiet } from './facts';

/** When nothing disturbs: a read, a turn, a send. */
const AT_ONCE = 90 * SECOND;
/** The sweep after this one finds the change. */
const SWEPT = 32 * MINUTE;
/** Every open run is told to look within that time. */
const ROUND = 12 * HOUR + 5 * MINUTE;
/** What an outage began may last this long after its end: growing pauses. */
const AFTERMATH = 2 * HOUR;

interface Owed {
  /** Since when the facts are as they are. */
  from: Instant;
  due: Instant;
  /** Not delayed by quiet hours, turns and limits: an update of the ticket. */
  isUpdate?: boolean;
}

/** Undefined: limits, a hold or the rate may delay it for days. */
export function expectedBy(a: Account, ticket: Ticket, { from, due, isUpdate }: Owed): Instant | undefined {
  if (!isUpdate && (a.week.templatesPerDay < 100 || a.week.perSecond < 0.1)) return undefined;
  if (!isUpdate && a.turns.stops.some(({ at }) => at > from - DAY && at < due + DAY)) return undefined;
  const known = Math.max(from, ...learntAt(a, ticket, from));
  let by = Math.max(due, known) + AT_ONCE;
  for (const outage of [...a.week.outages].sort((x, y) => x.from - y.from)) {
    // A run that missed a webhook finds out by the sweep.
    if (outage.to > from - AFTERMATH && outage.from < by + AFTERMATH) by = Math.max(by, outage.to + AFTERMATH + SWEPT);
  }
  return isUpdate ? by : afterQuiet(by) === by ? by : afterQuiet(by) + AT_ONCE + 5 * MINUTE;
}

/** When Ventana has learnt what happened on the ticket before: by its webhook, the sweep, or the round. */
function learntAt({ week }: Account, { conversation, customer, statuses, requests }: Ticket, t: Instant): Instant[] {
  const words = (conversation?.messages ?? [])
    .filter(({ by, arrivedAt }) => by === 'customer' && arrivedAt <= t)
    .map(({ arrivedAt, hintAt = Infinity }) => Math.min(hintAt, arrivedAt + ROUND + HOUR));
  const said = (conversation?.messages ?? [])
    .filter(({ by, at }) => by === 'agent' && at <= t)
    .map(({ at }) => at + SWEPT);
  const changes = [
    ...statuses.map(({ at }) => at),
    ...requests.flatMap(({ since, clearedAt = since }) => [since, clearedAt]),
  ];
  const boxes = [...customer.optOut, ...customer.optIn].filter(({ at }) => at > week.from && at <= t);
  return [
    ...words,
    ...said,
    ...changes.filter((at) => at <= t).map((at) => at + SWEPT),
    ...boxes.map(({ at }) => at + ROUND),
  ];
}
