import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import type { Instant } from '../../activities/types';
import type { Conversation } from '../../workflows/core/conversation';
import type { Stage } from '../../workflows/core/stage';
import type { Turns } from '../../workflows/core/turnState';
import { stateQuery, searchAttributes, TASK_QUEUE, ticketWorkflowId } from '../../workflows/messages';
import { hasPoller, WORKFLOWS } from './internal/pollers';
import { askTurns } from './internal/turnsState';

const ENDED: Stage = 'ended';
const GONE: Stage = 'gone';

/** The last run of a ticket, as Temporal stores it. */
export interface Run {
  open: boolean;
  startedAt: Instant;
  closedAt?: Instant;
  /** For a closed run: `completed`, `terminated`, `failed` ... */
  outcome?: string;
  /** Its search attributes, which can be read without a worker. */
  shown: { stage?: string; nextAction?: string; nextActionAt?: Instant; windowClosesAt?: Instant };
  /**
   * What the run knows: a worker replays the history to answer, also for closed runs. A text says why no worker could.
   */
  conversation: Conversation | string;
}

/** A worker that has just started is slow to replay its first histories. */
const QUERY_TIMEOUT_MS = 15_000;

/**
 * Finds a ticket's last run and asks a worker for its conversation.
 * @returns undefined if there is no run, or it ended longer ago than Temporal keeps closed runs
 * @throws as the SDK does when Temporal does not answer
 */
export async function readRun(client: Client, account: string, ticketId: string): Promise<Run | undefined> {
  const handle = client.workflow.getHandle(ticketWorkflowId(account, ticketId));
  try {
    const description = await handle.describe();
    const conversation = await ((await hasPoller(client, TASK_QUEUE, WORKFLOWS))
      ? client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () => handle.query(stateQuery)).catch(reasonOf)
      : 'no worker is running');
    return { ...outlineOf(description), conversation };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** What the account's turns know; undefined: nothing has asked for a turn, or no worker answers. Never throws. */
export const readTurns = (client: Client, account: string): Promise<Turns | undefined> =>
  client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () => askTurns(client, account)).catch(() => undefined);

const reasonOf = (error: unknown): string =>
  `the worker could not answer: ${error instanceof Error ? error.message : String(error)}`;

function outlineOf({ status, startTime, closeTime, typedSearchAttributes }: WorkflowExecutionDescription) {
  const open = status.name === 'RUNNING';
  const last = typedSearchAttributes.get(searchAttributes.stage);
  // A run that ends leaves its attributes as they were, which costs no Action.
  const stage = status.name === 'COMPLETED' && last !== GONE ? ENDED : last;
  const nextAction = typedSearchAttributes.get(searchAttributes.nextAction);
  const nextActionAt = typedSearchAttributes.get(searchAttributes.nextActionAt);
  const windowClosesAt = typedSearchAttributes.get(searchAttributes.windowClosesAt);
  return {
    open,
    startedAt: startTime.getTime(),
    ...(closeTime && { closedAt: closeTime.getTime() }),
    ...(!open && { outcome: status.name.toLowerCase().replaceAll('_', ' ') }),
    shown: {
      ...(stage !== undefined && { stage }),
      ...(open && nextAction !== undefined && { nextAction }),
      ...(open && nextActionAt !== undefined && { nextActionAt: nextActionAt.getTime() }),
      ...(windowClosesAt !== undefined && { windowClosesAt: windowClosesAt.getTime() }),
    },
  };
}

/** A run as of an event of its history. */
export interface KnownRun {
  runId: string;
  historyLength: number;
  open: boolean;
  conversation: Conversation;
}

/**
 * What a ticket's last run knows. A worker is asked only if the history has grown since: a describe costs no Action on
 * Temporal Cloud, a query does.
 * @returns undefined if there is no run, or it ended longer ago than Temporal keeps closed runs
 * @throws as the SDK does when neither Temporal nor a worker answers
 */
export async function readKnownRun(
  client: Client,
  account: string,
  ticketId: string,
  known?: KnownRun,
): Promise<KnownRun | undefined> {
  const handle = client.workflow.getHandle(ticketWorkflowId(account, ticketId));
  try {
    const { runId, historyLength, status } = await handle.describe();
    if (known?.runId === runId && known.historyLength === historyLength) return known;
    const conversation = await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () => handle.query(stateQuery));
    return { runId, historyLength, open: status.name === 'RUNNING', conversation };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
