/** The tickets' workflows, asked from outside. */
import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { SendOrder } from '../../activities/orders';
import type { Conversation } from '../../workflows/core/conversation';
import { stateQuery, ticketWorkflowId } from '../../workflows/messages';

const QUERY_MS = 5_000;

/** The state of a run; `none` when there is no run, undefined when nobody answers. */
export async function stateOf(
  client: Client,
  account: string,
  ticketId: string,
): Promise<Conversation | 'none' | undefined> {
  const handle = client.workflow.getHandle(ticketWorkflowId(account, ticketId));
  try {
    return await client.withDeadline(Date.now() + QUERY_MS, () => handle.query(stateQuery));
  } catch (error) {
    return error instanceof WorkflowNotFoundError ? 'none' : undefined;
  }
}

/** Whether nothing is on its way: no message, no doubt about the truth. */
export function isIdle(state: Conversation | 'none' | undefined): boolean {
  if (state === undefined) return false;
  if (state === 'none' || state.stage === 'ended') return true;
  const underWay = ['wanted', 'ready', 'looking'];
  return (
    state.stage === 'watching' &&
    state.staleSince === undefined &&
    state.outreach.every(({ progress }) => !underWay.includes(progress.state))
  );
}

type Event = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

export async function historyOf(client: Client, account: string, ticketId: string): Promise<Event[]> {
  const handle = client.workflow.getHandle(ticketWorkflowId(account, ticketId));
  return handle.fetchHistory().then(
    ({ events }) => events ?? [],
    () => [],
  );
}

/** All payloads of a history as text. */
export const textOf = (events: Event[]): string =>
  JSON.stringify(events, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );

/** Sends that began and whose end Temporal never heard of: their worker died, or was too slow. */
export function timedOutSends(events: Event[]): Partial<SendOrder>[] {
  const started = new Set(events.map((it) => String(it.activityTaskStartedEventAttributes?.scheduledEventId)));
  const timedOut = new Set(events.map((it) => String(it.activityTaskTimedOutEventAttributes?.scheduledEventId)));
  return events.flatMap(({ eventId, activityTaskScheduledEventAttributes: scheduled }) => {
    const id = String(eventId);
    if (scheduled?.activityType?.name !== 'sendMessage' || !started.has(id) || !timedOut.has(id)) return [];
    const data = scheduled.input?.payloads?.[0]?.data;
    return [JSON.parse(data ? Buffer.from(data).toString('utf8') : '{}') as Partial<SendOrder>];
  });
}

/** Attempts to send a notification that began and whose end Temporal never heard of. */
export const unendedNotifications = (events: Event[]): number =>
  timedOutSends(events).filter(({ conversationId }) => conversationId === undefined).length;
