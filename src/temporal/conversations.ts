import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Conversation } from '../../workflows/core/conversation';
import { stateQuery, ticketWorkflowId } from '../../workflows/messages';
import { createRuns } from './tickets';

/** The runs of the open tickets, as the policy tools see them. */
export interface OpenTickets {
  /**
   * Ids of the tickets with an open run that are not solved. A solved ticket plans nothing, and its run reads the truth
   * when it becomes pending again.
   */
  list(): Promise<string[]>;
  /** What the run knows; undefined if there is no run. Needs a running worker. */
  conversation(ticketId: string): Promise<Conversation | undefined>;
  /** Makes the run read the truth again. @param eventId the same id takes effect only once */
  refresh(ticketId: string, eventId: string): Promise<void>;
}

/** Before answering, a worker must replay a run that it no longer has in memory. */
const QUERY_TIMEOUT_MS = 20_000;

/**
 * @param account Zendesk's subdomain. Every method throws as the SDK does when Temporal or its workers do not answer.
 */
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
        return await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () => handle.query(stateQuery));
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
