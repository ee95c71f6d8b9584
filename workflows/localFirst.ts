import { proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { applicationFailure, hadNoRoom } from './activityFailure';
import { LOCAL_AT_FIRST, decidesBy } from './core/rules';

/** With 3 s, Temporal never has to be told that the workflow task still runs (it asks after 8 s). */
const ONCE_AND_SHORTLY = {
  startToCloseTimeout: '3 seconds',
  scheduleToCloseTimeout: '3 seconds',
  retry: { maximumAttempts: 1 },
} as const;

/**
 * Carries it out in the workflow task at first, as a local activity: all those of one task are one Action, and each is
 * one event and not three. It holds up the run's signals, and is carried out again when its worker dies. So it is only
 * for what may be done twice, and for a moment: what does not succeed at once is left to the ordinary activity.
 * @param rules that the run decides by
 */
export function localFirst<Result>(
  ordinary: Activities,
  { summary, rules }: { summary: string; rules: number },
  carryOut: (activities: Activities, isLocal?: true) => Promise<Result>,
): Promise<Result> {
  if (!decidesBy({ rules }, LOCAL_AT_FIRST)) return carryOut(ordinary);
  return orElse(
    () => carryOut(proxyLocalActivities<Activities>({ ...ONCE_AND_SHORTLY, summary }), true),
    () => carryOut(ordinary),
  );
}

async function orElse<Result>(first: () => Promise<Result>, second: () => Promise<Result>): Promise<Result> {
  try {
    return await first();
  } catch (error) {
    const isFinal = applicationFailure(error)?.nonRetryable === true && !hadNoRoom(error);
    if (isFinal) throw error;
    return second();
  }
}
