import type { Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { tsToMs } from '@temporalio/common/lib/time';
import type { TicketEvent } from '../../workflows/core/events';
import { searchAttributes, ticketEvent, ticketWorkflowId } from '../../workflows/messages';

/** No worker asks here: the server keeps each signal in the run's history, with its time, and nobody acts on it. */
const NOBODY = 'bench-nobody';
/** The first two events: the run has started, and its first task waits. */
const EVENTS_BEFORE = 2;
const AT_A_TIME = 20;

/** An answer of the turns, as the server recorded it. */
export interface Answer {
  /** The event's. */
  id: string;
  intentId: string;
  type: string;
  /** When the ticket was told; epoch ms. */
  at: number;
  /** When the turn was given, by the clock of the turns; epoch ms. */
  given?: number;
}

/** Runs in the place of tickets, which keep all that the account's turns tell them. */
export interface Recorders {
  ticketIds: readonly string[];
  /** How many answers there are. */
  count(): Promise<number>;
  /** One that was told again is there again. */
  answers(): Promise<Answer[]>;
}

export async function startRecorders(client: Client, account: string, size: number): Promise<Recorders> {
  const ticketIds = Array.from({ length: size }, (_, n) => String(n + 1));
  const handleOf = (ticketId: string) => client.workflow.getHandle(ticketWorkflowId(account, ticketId));
  await each(ticketIds, (ticketId) =>
    client.workflow.start('recorder', {
      workflowId: ticketWorkflowId(account, ticketId),
      taskQueue: NOBODY,
      typedSearchAttributes: [{ key: searchAttributes.account, value: account }],
    }),
  );
  return {
    ticketIds,
    async count() {
      const all = await each(ticketIds, (it) => handleOf(it).describe());
      return all.reduce((sum, { historyLength }) => sum + historyLength - EVENTS_BEFORE, 0);
    },
    async answers() {
      const histories = await each(ticketIds, (it) => handleOf(it).fetchHistory());
      const events = histories.flatMap((it) => it.events ?? []);
      return (await each(events, (it) => answerIn(client, it))).flat();
    },
  };
}

type HistoryEvent = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>[number];

async function answerIn(client: Client, event: HistoryEvent): Promise<Answer[]> {
  const signal = event.workflowExecutionSignaledEventAttributes;
  if (signal?.signalName !== ticketEvent.name) return [];
  const [told] = (await decodeArrayFromPayloads(
    client.options.loadedDataConverter,
    signal.input?.payloads,
  )) as TicketEvent[];
  return told && 'intentId' in told ? [recordOf(told, tsToMs(event.eventTime))] : [];
}

/** @param at when it was told; epoch ms */
export function recordOf(told: Extract<TicketEvent, { intentId: string }>, at: number): Answer {
  const given = told.type === 'turn' && told.given !== undefined ? { given: told.given } : {};
  return { id: told.id, intentId: told.intentId, type: told.type, at, ...given };
}

async function each<Item, Result>(items: readonly Item[], act: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let n = next++; n < items.length; n = next++) results[n] = await act(items[n] as Item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, one));
  return results;
}
