/**
 * Which rules a run decides by. A change of decisions would break the replay of a run whose history already holds the old
 * decision, so such a run keeps the old rules until the workflow's own code has said that it knows the new ones.
 *
 * How: workflow code sends `RULES` with each order to read the truth, and the truth brings it back. So a recorded truth
 * tells which code asked for it: up to the first one of today's code, everything replays as it was decided, and from then
 * on today's rules hold. No clock, no patch marker, and it does not matter which of receiver, worker and activity was
 * updated first. Continue-as-new passes the number on.
 */

/** The rules of today's code. Raise it with each change of decisions, and ask for the number with `decidesBy`. */
export const RULES = 3;

/** The rules of a run that has not read a truth yet for its code, and of all runs up to release 0.1.0. */
export const FIRST_RULES = 1;

/** Since 2: each error code has its kind (`errorCodes.ts`), and unknown ones are tried twice more. */
export const ERROR_KINDS = 2;
/** Since 2: a reminder that failed counts as one, so that the next is another, a full pause later. */
export const LOST_REMINDERS_COUNT = 2;
/** Since 2: a held message that was sent at last is not reported as stopped once more. */
export const SENT_ENDS_HOLD = 2;
/** Since 2: an attempt that failed is not found as the later one of unknown outcome. */
export const FAILED_ARE_NOT_FOUND = 2;
/**
 * Since 3: each attempt asks for a turn of its own, a turn or a request that is not needed is given back, and a refused
 * message waits behind the account's hold.
 */
export const TURN_FOR_EACH_ATTEMPT = 3;

/** Whether these rules hold. Without a number, as in the core's own tests, all of today's do. */
export const decidesBy = ({ rules = RULES }: { rules?: number }, rule: number): boolean => rules >= rule;
