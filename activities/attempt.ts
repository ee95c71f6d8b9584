import { Context } from '@temporalio/activity';

/** Whether Temporal repeats this activity: an earlier attempt may have done its work, and only its answer was lost. */
export function isRepeated(): boolean {
  try {
    return Context.current().info.attempt > 1;
  } catch {
    return false; // Not called by Temporal.
  }
}
