import type { Instant } from '../../activities/types';
import { budgetRoomAt } from '../../workflows/core/turnBudget';
import { heldUntil, holdOf } from '../../workflows/core/turnHolds';
import { roomAt } from '../../workflows/core/turnLimits';
import { pausedUntil } from '../../workflows/core/turnPause';
import { earliest, type Hold, type Kind, type Turns } from '../../workflows/core/turnState';

/** What a request waits for, of what the account's turns know; `at`: when that may change, `Infinity`: not known. */
export type Cause =
  | { code: 'paused' | 'quietHours' | 'limit' | 'monthBudget'; at: Instant }
  | { code: 'held'; at: Instant; hold: Hold }
  | { code: 'line' };

/** The first of them that it waits for. */
export function causeOf(turns: Turns, request: Kind & { notBefore: Instant }): Cause {
  const paused = pausedUntil(turns);
  if (paused > turns.asOf) return { code: 'paused', at: paused };
  const hold = holdOf(turns, request);
  if (hold) return { code: 'held', at: heldUntil(turns, request), hold };
  const own = earliest(turns.asOf, request);
  if (own > turns.asOf) return { code: 'quietHours', at: own };
  const room = roomAt(turns, request.uses);
  if (room > turns.asOf) return { code: 'limit', at: room };
  const month = budgetRoomAt(turns, request);
  return month > turns.asOf ? { code: 'monthBudget', at: month } : { code: 'line' };
}
