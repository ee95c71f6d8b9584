import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** What an activity, local or not, threw itself; undefined where it timed out or was cancelled. */
export const applicationFailure = (error: unknown): ApplicationFailure | undefined =>
  error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause : undefined;

/** Our own budget had no room for it: nothing was sent. Earlier versions did not say so. */
export const hadNoRoom = (error: unknown): boolean =>
  applicationFailure(error)?.details?.includes('notCarriedOut') === true;
