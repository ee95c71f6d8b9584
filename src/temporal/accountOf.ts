/** Of the ids in workflows/messages.ts and sweepMessages.ts; a Schedule adds the time to those of its runs. */
const WORKFLOW_ID = /^whatsapp-(?:ticket|turns|sweep):([a-z0-9-]+?)(?:-\d{4}-\d{2}-\d{2}T[\d:]+Z)?(?::|$)/;

/** The account that a workflow belongs to, by its id; undefined when it is none of ours. */
export const accountOf = (workflowId: string): string | undefined => WORKFLOW_ID.exec(workflowId)?.[1];
