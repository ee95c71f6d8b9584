import { Context } from '@temporalio/activity';

/**
 * Whether Temporal is retrying this activity: an earlier attempt may have done the work and only its answer was lost.
 */
export function isRepeated(): boolean {
  try {
    return Context.current().info.attempt > 1;
  } catch {
    return false; // Called outside Temporal.
  }
}
