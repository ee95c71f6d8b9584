/**
 * Hints of one ticket that come within a moment go in one signal, which costs one Action. Only hints that can wait do:
 * the change of a ticket beside the message that it tells of, and the reports on what a business has sent. Whatever else
 * comes for the ticket takes them along, and waits for nobody.
 */
import type { OwnWork } from '../../../../activities/ownWork';
import type { SingleEvent, TicketEvent } from '../../../../workflows/core/events';
import type { Tickets } from '../../../temporal/ticketsPort';

/**
 * How long (ms) a hint waits for others. Zendesk and Sunshine give a webhook 10 and 20 s, and we answer after 1.8 s: that
 * leaves Temporal the time of a call.
 */
export const HELD_MS = 750;
/** With so many hints waiting, the next ones do not: each is a request in progress. */
const MOST_HELD = 200;
/** Of one ticket: a signal stays small. */
const MOST_TOGETHER = 10;

export interface GatherOptions {
  /** Default: HELD_MS. 0: none waits. */
  heldMs?: number;
  /** What this process has read and sent. Absent: nobody knows. */
  ownWork?: () => OwnWork | undefined;
}

type Result = Awaited<ReturnType<Tickets['deliver']>>;

interface Held {
  event: SingleEvent;
  /** Whether the ticket's run has it from elsewhere by now; undefined: it cannot. */
  addsNothing: (() => boolean) | undefined;
}

interface Group {
  held: Held[];
  answers: { resolve: (result: Result | Promise<Result>) => void }[];
  timer: NodeJS.Timeout;
}

/** `tickets`, with the hints of one ticket gathered. What is held is acknowledged only when it is durable. */
export function gathering(tickets: Tickets, { heldMs = HELD_MS, ownWork }: GatherOptions = {}): Tickets {
  if (heldMs === 0) return tickets;
  const groups = new Map<string, Group>();
  let held = 0;

  function leave(ticketId: string): Group | undefined {
    const group = groups.get(ticketId);
    if (!group) return undefined;
    clearTimeout(group.timer);
    groups.delete(ticketId);
    held -= group.answers.length;
    return group;
  }

  function send(ticketId: string): void {
    const group = leave(ticketId);
    if (!group) return;
    const events = group.held.filter(({ addsNothing }) => !addsNothing?.()).map(({ event }) => event);
    const result = events.length === 0 ? Promise.resolve<Result>('taken') : tickets.deliver(ticketId, together(events));
    for (const { resolve } of group.answers) resolve(result);
  }

  function hold(ticketId: string, event: SingleEvent): Promise<Result> {
    const group: Group = groups.get(ticketId) ?? {
      ...{ held: [], answers: [] },
      timer: setTimeout(() => send(ticketId), heldMs),
    };
    groups.set(ticketId, group);
    if (!group.held.some((it) => it.event.id === event.id))
      group.held.push({ event, addsNothing: whetherKnown(ticketId, event, ownWork?.()) });
    held += 1;
    const result = new Promise<Result>((resolve) => group.answers.push({ resolve }));
    if (group.held.length >= MOST_TOGETHER) send(ticketId);
    return result;
  }

  return {
    find: (by) => tickets.find(by),
    healthy: () => tickets.healthy(),
    async deliver(ticketId, event) {
      if (event.type !== 'several' && canWait(event) && held < MOST_HELD) return hold(ticketId, event);
      const group = leave(ticketId);
      if (!group || event.type === 'several') return tickets.deliver(ticketId, event);
      const result = tickets.deliver(ticketId, together([...group.held.map((it) => it.event), event]));
      for (const { resolve } of group.answers) resolve(result);
      return result;
    },
  };
}

/** Nobody waits for what comes of it: at most, it moves what was to come later. */
function canWait(event: SingleEvent): boolean {
  if (event.type === 'messageSeen') return event.message.by !== 'customer';
  return event.type === 'statusChanged' || event.type === 'delivered';
}

/** A ticket need not be told of a change that it has read, nor of a message that it has sent itself. */
function whetherKnown(ticketId: string, event: SingleEvent, ownWork?: OwnWork): Held['addsNothing'] {
  if (event.type === 'statusChanged') return ownWork?.watch(ticketId, event.status);
  if (event.type !== 'messageSeen' || event.message.by !== 'ventana') return undefined;
  const { ticketId: of, sendId } = event.message;
  return of === ticketId ? () => ownWork?.hasSent(sendId) === true : undefined;
}

function together(events: SingleEvent[]): TicketEvent {
  const [first] = events;
  if (first && events.length === 1) return first;
  return { type: 'several', id: events.map(({ id }) => id).join('+'), events };
}
