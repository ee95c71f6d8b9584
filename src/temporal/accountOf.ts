/**
 * Matches the ids made in workflows/messages.ts, sweepMessages.ts and pauseMessages.ts. A Schedule appends the time to
 * the ids of its runs.
 */
const WORKFLOW_ID = /^whatsapp-(?:ticket|turns|sweep|pause):([a-z0-9-]+?)(?:-\d{4}-\d{2}-\d{2}T[\d:]+Z)?(?::|$)/;

/** The account that a workflow belongs to, from its id; undefined if the workflow is not ours. */
export const accountOf = (workflowId: string): string | undefined => WORKFLOW_ID.exec(workflowId)?.[1];
