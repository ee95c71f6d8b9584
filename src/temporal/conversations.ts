import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Conversation } from '../../workflows/core/conversation';
import { conversationQuery, ticketWorkflowId } from '../../workflows/messages';
import { createRuns } from './tickets';

/** The open tickets' runs, as the policy's tools see them. */
export interface OpenTickets {
  /** Ids of the tickets with an open run that is not solved: a solved one plans nothing, and reads the truth when it is pending again. */
  list(): Promise<string[]>;
  /** What the run knows; undefined: there is none. A worker answers. */
  conversation(ticketId: string): Promise<Conversation | undefined>;
  /** Has the run read the truth again. @param eventId the same one is heard once */
  refresh(ticketId: string, eventId: string): Promise<void>;
}

/** A run that is not in a worker's memory is replayed before it answers. */
const QUERY_TIMEOUT_MS = 20_000;

/** @param account Zendesk's subdomain; every method throws as the SDK does when Temporal or its workers do not answer */
export function createOpenTickets(
  client: Client,
  options: { account: string; ticketUrl: (ticketId: string) => string },
): OpenTickets {
  const runs = createRuns(client, options);
  return {
    list: () => runs.open(),
    async conversation(ticketId) {
      const handle = client.workflow.getHandle(ticketWorkflowId(options.account, ticketId));
      try {
        return await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () => handle.query(conversationQuery));
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      }
    },
    async refresh(ticketId, id) {
      await runs.deliver(ticketId, { type: 'refresh', id });
    },
  };
}
