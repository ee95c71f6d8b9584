import { WorkflowNotFoundError } from '@temporalio/client';

/** For a signal to a workflow that may have ended: without it there is nobody to tell. @throws any other error */
export function unlessGone(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
