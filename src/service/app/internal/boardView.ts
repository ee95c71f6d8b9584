import type { Instant } from '../../../../activities/types';
import { type Failing, failings } from '../../../../workflows/core/failing';
import { containing } from '../../../../workflows/core/intervals';
import type { PolicyConfig } from '../../../policy/policyConfig';
import type { OpenRun } from '../../../temporal/openRuns';
import type { BoardView } from '../board';
import type { BoardRead } from '../boardSource';
import { allHoursAt, answeredBy, basisOf, byHour, daysOf, lostOf, type Pace, timeIn } from './forecast';
import { heldIn } from './heldView';
import { limitsOf, turnsAt } from './limitsView';
import type { Closing, Tally } from './tally';
import { iso, isoOrNull } from './values';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The answer for the board, of what was read. */
export function boardOf(read: BoardRead, { policy, version }: { policy: PolicyConfig; version: string }): BoardView {
  const { at, agent, customer, closed, overdue, failed, hours, pause } = read;
  const turns = turnsAt(read.turns, at);
  const forecast = forecastOf(read);
  return {
    ...{ now: iso(at), version },
    owes: { agent: windowsOf(agent), customer: windowsOf(customer) },
    hours: hoursOf(agent, customer, forecast?.lost ?? []),
    forecast: forecast && { ...forecast, lost: forecast.lost.length },
    closed: { count: closed.count, day: closed.day, tickets: closed.listed.map(pairOf) },
    needs: { count: overdue.count, tickets: overdue.listed.map(({ ticketId }) => [ticketId, 'overdue']) },
    failed: { count: failed.count, tickets: failed.listed.flatMap(failingIn) },
    held: turns ? heldIn(turns) : [],
    account: {
      paused: pause ? { since: iso(pause.since) } : null,
      observes: policy.policy.ticket.observes === true,
      quietUntil: isoOrNull(containing(hours?.quiet ?? [], at)?.end),
    },
    limits: limitsOf(turns, policy),
  };
}

function failingIn({ ticketId, failed }: OpenRun): [string, Failing][] {
  const code = failings.find((it) => it === failed);
  return code ? [[ticketId, code]] : [];
}

const pairOf = ({ ticketId, closesAt }: Closing): [string, number] => [ticketId, Math.floor(closesAt / 1_000)];

const windowsOf = ({ times, listed }: Tally): BoardView['owes']['agent'] => ({
  count: times.length,
  tickets: listed.map(pairOf),
});

function hoursOf(agent: Tally, customer: Tally, lost: readonly Instant[]): BoardView['hours'] {
  const [agents, customers, losses] = [agent.times, customer.times, lost].map(byHour);
  const hours = [...new Set([...(agents?.keys() ?? []), ...(customers?.keys() ?? [])])].sort((a, b) => a - b);
  return hours.map((from) => ({
    from: iso(from),
    agent: agents?.get(from) ?? 0,
    customer: customers?.get(from) ?? 0,
    lost: losses?.get(from) ?? 0,
  }));
}

type Forecast = Omit<NonNullable<BoardView['forecast']>, 'lost'> & { lost: Instant[] };

function forecastOf({ at, agent, answered, hours }: BoardRead): Forecast | null {
  const office = hours?.office ?? allHoursAt(at);
  const basis = basisOf(office, at);
  const pace: Pace = { answered: answered[basis], officeMs: timeIn(office, at - daysOf[basis] * DAY, at) };
  if (pace.officeMs < HOUR) return null;
  return {
    perHour: Math.round((10 * pace.answered * HOUR) / pace.officeMs) / 10,
    answered: pace.answered,
    hours: Math.round((10 * pace.officeMs) / HOUR) / 10,
    basis,
    office: hours !== undefined,
    lost: lostOf(agent.times, pace, office, at),
    // Cut, never rounded up: it is compared with whole numbers.
    until: agent.listed.map(({ closesAt }) => Math.floor(1_000 * answeredBy(closesAt, pace, office, at)) / 1_000),
    tickets: answered.listed.map(({ ticketId }) => ticketId),
  };
}
