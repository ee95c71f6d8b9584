import { searchAttributes } from '../../../workflows/messages';

/** The conditions for open tickets in Temporal's list. @param account undefined: of all accounts */
export const openTickets = (account?: string): string[] => [
  "WorkflowType = 'ticket'",
  "ExecutionStatus = 'Running'",
  ...(account === undefined ? [] : [`${searchAttributes.account.name} = '${account}'`]),
];
