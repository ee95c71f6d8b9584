import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Runs } from '../../activities/sweepPorts';
import type { TicketEvent } from '../../workflows/core/events';
import type { Stage } from '../../workflows/core/stage';
import {
  searchAttributes,
  stampQuery,
  startsRun,
  TASK_QUEUE,
  ticketEvent,
  type TicketInput,
  ticketWorkflowId,
} from '../../workflows/messages';
import { type Tickets, TicketsUnavailable } from './ticketsPort';

export interface TicketsOptions {
  /** Zendesk's subdomain: part of the workflow ids. */
  account: string;
  /** The address at which agents open a ticket, for the link in Temporal's UI. */
  ticketUrl: (ticketId: string) => string;
  /** For each call, in ms. A webhook must be answered within 2 s and needs one or two calls. */
  timeoutMs?: number;
}

/**
 * What the ids of Zendesk, Sunshine and notifications look like. Anything else is not an id and must not get into a
 * query.
 */
const ID = /^[A-Za-z0-9_.-]+$/;

/** The tickets' runs over a Temporal client, for the receiver. */
export function createTickets(client: Client, options: TicketsOptions): Tickets {
  const { account, ticketUrl, timeoutMs = 900 } = options;

  const withinTime = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await client.withDeadline(Date.now() + timeoutMs, call);
    } catch (error) {
      throw new TicketsUnavailable('Temporal cannot accept it now', { cause: error });
    }
  };

  async function start(ticketId: string, event: TicketEvent): Promise<void> {
    const url = ticketUrl(ticketId);
    const input: TicketInput = { account, ticketId, ticketUrl: url };
    const conversationId = conversationOf(event);
    await client.workflow.signalWithStart('ticket', {
      workflowId: ticketWorkflowId(account, ticketId),
      taskQueue: TASK_QUEUE,
      args: [input],
      signal: ticketEvent,
      signalArgs: [event],
      // Search attributes given at the start are free. An upsert from the workflow would cost one more Action.
      typedSearchAttributes: [
        { key: searchAttributes.account, value: account },
        { key: searchAttributes.ticketId, value: ticketId },
        { key: searchAttributes.stage, value: 'reading' },
        ...(conversationId === undefined ? [] : [{ key: searchAttributes.conversationId, value: conversationId }]),
      ],
      staticSummary: `WhatsApp ticket #${ticketId}`,
      staticDetails: `[Ticket #${ticketId} in Zendesk](${url})`,
    });
  }

  async function signal(ticketId: string, event: TicketEvent): Promise<'taken' | 'noRun'> {
    try {
      await client.workflow.getHandle(ticketWorkflowId(account, ticketId)).signal(ticketEvent, event);
      return 'taken';
    } catch (error) {
      // There is no run with this id, or only closed ones.
      if (error instanceof WorkflowNotFoundError) return 'noRun';
      throw error;
    }
  }

  return {
    deliver: (ticketId, event) =>
      withinTime(async () => {
        if (!startsRun(event)) return signal(ticketId, event);
        await start(ticketId, event);
        return 'taken';
      }),

    async find(by) {
      const query = ticketsQuery(account, by);
      if (query === undefined) return [];
      return withinTime(async () => {
        const found = new Set<string>();
        for await (const run of client.workflow.list({ query })) {
          const ticketId = run.typedSearchAttributes.get(searchAttributes.ticketId);
          if (ticketId) found.add(ticketId);
        }
        return [...found];
      });
    },

    async healthy() {
      try {
        const { namespace } = client.options;
        await withinTime(() => client.workflowService.describeNamespace({ namespace }));
        return true;
      } catch {
        return false;
      }
    },
  };
}

function conversationOf(event: TicketEvent): string | undefined {
  const events = event.type === 'several' ? event.events : [event];
  return events.map((it) => ('conversationId' in it ? it.conversationId : undefined)).find((it) => it !== undefined);
}

/** How many values one query may have. */
const AMONG_AT_ONCE = 100;
const GONE: Stage = 'gone';
/** For the question what a run knows: if it takes longer, the ticket is visited instead. */
const QUERY_MS = 2_000;
/** For each of the sweep's calls: nobody waits for it, so they may take longer. */
const PATIENCE_MS = 5_000;

/** More tickets than an account can have open: nothing makes the sweep list without end. */
const MOST_FOUND = 1_000_000;

const ENDED_BY_OTHERS = [
  "ExecutionStatus in ('Terminated', 'Canceled', 'Failed', 'TimedOut')",
  `(ExecutionStatus = 'Completed' and ${searchAttributes.stage.name} = '${GONE}')`,
].join(' or ');

/** The tickets' runs over a Temporal client, for the sweep. */
export function createRuns(client: Client, options: Omit<TicketsOptions, 'timeoutMs'>): Runs {
  const { account } = options;
  const tickets = createTickets(client, { ...options, timeoutMs: PATIENCE_MS });

  async function find(condition: string): Promise<string[]> {
    const { account: accountKey, ticketId: ticketKey } = searchAttributes;
    const query = `WorkflowType = 'ticket' and ${accountKey.name} = '${account}' and ${condition}`;
    const found = new Set<string>();
    for await (const run of client.workflow.list({ query })) {
      const ticketId = run.typedSearchAttributes.get(ticketKey);
      if (ticketId) found.add(ticketId);
      if (found.size >= MOST_FOUND) break;
    }
    return [...found];
  }

  async function findOpen(condition?: string): Promise<string[]> {
    return find(["ExecutionStatus = 'Running'", ...(condition === undefined ? [] : [condition])].join(' and '));
  }

  async function openAmong(among: readonly string[]): Promise<string[]> {
    const ids = among.filter((id) => ID.test(id));
    const found: string[] = [];
    for (let first = 0; first < ids.length; first += AMONG_AT_ONCE) {
      const some = ids.slice(first, first + AMONG_AT_ONCE).map((id) => `'${id}'`);
      found.push(...(await findOpen(`${searchAttributes.ticketId.name} in (${some.join(', ')})`)));
    }
    return found;
  }

  return {
    deliver: (ticketId, look) => tickets.deliver(ticketId, look),
    async knows(ticketId, stamp) {
      const ask = () => client.workflow.getHandle(ticketWorkflowId(account, ticketId)).query(stampQuery);
      // No run, no worker, or one of an earlier release, which does not know the question.
      const known = await client.withDeadline(Date.now() + QUERY_MS, ask).catch(() => undefined);
      return known === stamp;
    },
    async open(among) {
      return among ? openAmong(among) : findOpen(`${searchAttributes.stage.name} != 'solved'`);
    },
    async ended(since) {
      const ended = await find(`CloseTime >= '${new Date(since).toISOString()}' and (${ENDED_BY_OTHERS})`);
      const open = new Set(await openAmong(ended));
      return ended.filter((id) => !open.has(id));
    },
  };
}

/**
 * The visibility query for one account's open runs that belong to a conversation or a notification.
 *
 * @returns undefined when the id or the account has characters that no real one has: nothing can be found, and no query
 * must be made
 */
export function ticketsQuery(
  account: string,
  by: { conversationId: string } | { notificationId: string },
): string | undefined {
  const [key, id] =
    'conversationId' in by
      ? [searchAttributes.conversationId, by.conversationId]
      : [searchAttributes.notificationId, by.notificationId];
  if (!ID.test(account) || !ID.test(id)) return undefined;
  const { account: accountKey } = searchAttributes;
  return `${accountKey.name} = '${account}' and ${key.name} = '${id}' and ExecutionStatus = 'Running'`;
}
