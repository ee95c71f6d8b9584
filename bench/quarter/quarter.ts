import type { Measured, QuarterAt, QuarterResult, Row } from '../result';
import type { Setting } from '../setting';
import { round, sum } from '../numbers';
import { formerTurns, todaysTurns } from './account';
import { playQuarter } from './play';

/** The default of `limits.templatesPerDay`. */
export const LIMIT = 250;
export const DEMANDS = [0.5, 1, 1.2, 3];
export const LEAST = 0.98;
/** Enough to see where it goes. */
const FORMER_DEMAND = 1.2;
const FORMER_DAYS = 10;
const SEED = 1;

const RULES = {
  perSecond: 50 / 60,
  limits: { templatesPerDay: LIMIT, notificationsPerMonth: Infinity, whenReached: 'stop' as const },
};

/**
 * Ninety days of one account, in virtual time and without Temporal, whose tickets want half as many messages as the
 * limit allows, as many, and more. Beside it the first days as release 0.1.0 gave turns.
 */
export function quarter({ quick, say }: Pick<Setting, 'quick' | 'say'>): Promise<Measured<QuarterResult>> {
  const days = quick ? FORMER_DAYS : 90;
  const at = DEMANDS.map((demand) => {
    const it = { ...quarterAt(demand, days), ...(demand === FORMER_DEMAND && formerAt(demand, FORMER_DAYS)) };
    say(`  ${JSON.stringify(it)}`);
    return it;
  });
  const result = { days, limit: LIMIT, at };
  return Promise.resolve({ result, rows: at.map((it) => rowOf(it, days)) });
}

export function quarterAt(demand: number, days: number): QuarterAt {
  const options = { perDay: Math.round(demand * LIMIT), rules: RULES, seed: SEED };
  const { sends, ...played } = playQuarter({ ...options, days, turns: todaysTurns });
  // On the first day nobody has waited yet.
  const later = sends.slice(1);
  return {
    demand,
    leastADay: Math.min(...later),
    meanADay: round(sum(later) / later.length, 1),
    ...played,
  };
}

/** The first days with the turns of release 0.1.0. */
export function formerAt(demand: number, days: number): Pick<QuarterAt, 'formerADay' | 'formerRefusedWithRoom'> {
  const options = { perDay: Math.round(demand * LIMIT), rules: RULES, seed: SEED };
  const { sends, refusedWithRoom } = playQuarter({ ...options, days, turns: formerTurns });
  return { formerADay: sends, formerRefusedWithRoom: refusedWithRoom };
}

function rowOf(it: QuarterAt, days: number): Row {
  const { demand, leastADay, meanADay, leastWhileWaiting: least, most, refused, refusedWithRoom, macros } = it;
  const waiting = least === undefined ? 'nobody waited' : `${least} in 24 h while some waited`;
  return {
    what: `${demand} times the limit of ${LIMIT}, ${days} days: sends a day, least and mean; the most in 24 h`,
    ventana: `${leastADay} and ${meanADay} (${waiting}); ${most}; macros refused ${refused} of ${macros}, with room ${refusedWithRoom}`,
    ...(it.formerADay && { beside: `0.1.0: ${it.formerADay.join(' ')}; with room ${it.formerRefusedWithRoom}` }),
    goal: `≥ ${LEAST * LIMIT}; ≤ ${LIMIT}; 0`,
    holds: holdsLimits(it),
    promised: true,
  };
}

export const holdsLimits = ({ leastWhileWaiting = LIMIT, most, refusedWithRoom }: QuarterAt): boolean =>
  leastWhileWaiting >= LEAST * LIMIT && most <= LIMIT && refusedWithRoom === 0;
