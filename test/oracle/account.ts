/**
 * A pretend account: Zendesk's tickets and users, Sunshine's conversations, the customers' phones. It keeps the whole
 * history of what was true when: the contract is judged by it.
 */
import type { KeyedNote, OptOutOrder, SendOrder, TurnRequest } from '../../activities/orders';
import type { Instant, Message, Purpose, TicketStatus, WindowState } from '../../activities/types';
import type { ShownFields } from '../support/shownFields';
import type { Fate, Week } from './week';

export type Author = 'agent' | 'zendesk' | 'ventana';

export interface Stored {
  id: string;
  by: Message['by'] | 'bot';
  at: Instant;
  /** When Sunshine received it. */
  arrivedAt: Instant;
  stop?: 'always' | 'inReply';
  /** When its webhook comes; Infinity: never. */
  hintAt?: Instant;
  /** A tap: no list has it. */
  unlisted?: boolean;
  /** On a button, and nothing else. */
  tap?: boolean;
  /** Lists have it, and it cannot be read there. */
  unread?: boolean;
  ticketId?: string;
  sendId?: string;
  purpose?: Purpose;
  /** It did not reach its reader: since when Ventana was told; Infinity: nobody told it. */
  failedKnownAt?: Instant;
}

export interface Conversation {
  id: string;
  customer: Customer;
  messages: Stored[];
  metadata: { ticketId?: string; askedBy?: string; stopStored?: Instant; stopSaid?: Instant; answers?: Stored };
}

/** A value and since when it holds. */
export interface Since<T> {
  at: Instant;
  value: T;
  by: Author;
}

export interface Ticket extends ShownFields {
  id: string;
  customer: Customer;
  createdAt: Instant;
  /** Its own conversation; none: an e-mail ticket. */
  conversation?: Conversation;
  statuses: Since<TicketStatus>[];
  version: number;
  /** When people changed it. */
  changedByOthers: Instant[];
  sessionEndedAt?: Instant;
  /** The field "WhatsApp action". */
  action?: { name: string; since: Instant };
  requests: { name: string; since: Instant; clearedAt?: Instant; clearedBy?: Author; hintAt: Instant }[];
  /** `shown`: the field "WhatsApp window" with it. */
  notes: ({ at: Instant; shown?: WindowState } & KeyedNote)[];
  updates: {
    at: Instant;
    notes: number;
    displayOnly: boolean;
    status?: TicketStatus;
    macro?: string;
    empty: boolean;
  }[];
}

export interface Customer {
  index: number;
  conversations: Conversation[];
  tickets: Ticket[];
  /** The boxes on the user in Zendesk. */
  optOut: Since<boolean>[];
  marketingOptOut: Since<boolean>[];
  optIn: Since<boolean>[];
  blockedAt?: Instant;
}

/** A message that Ventana hands to WhatsApp. */
export interface Handed {
  at: Instant;
  customer: Customer;
  ticket: Ticket;
  conversation?: Conversation;
  order: SendOrder;
  requested: boolean;
  /** Whether Sunshine took it; `reached`: the phone. */
  taken: boolean;
  reached: boolean;
  /** Its answer never came. */
  unheard: boolean;
}

export interface TurnTrace {
  asked: { at: Instant; request: TurnRequest }[];
  given: { at: Instant; intentId: string; request: TurnRequest }[];
  refused: { at: Instant; intentId: string }[];
  /** Requests withdrawn, and turns given back. */
  withdrawn: { at: Instant; intentId: string }[];
  stops: { at: Instant; message?: string }[];
}

export interface Account {
  week: Week;
  customers: Customer[];
  tickets: Map<string, Ticket>;
  conversations: Conversation[];
  /** Orders to send, as the core gave them, and what was handed over. */
  orders: { at: Instant; ticket: Ticket; order: SendOrder; requested: boolean }[];
  handed: Handed[];
  optOutOrders: { at: Instant; order: OptOutOrder }[];
  reads: { at: Instant; ticketId: string }[];
  turns: TurnTrace;
  /** Fates of messages still to come. */
  sends: Week['sends'];
  /** When each change was made, for the sweep, and how its hint fared. */
  changes: { at: Instant; ticketId: string; fate: Fate; hintAt: Instant }[];
  /** Awake for nothing, endless loops. */
  spins: string[];
  random: () => number;
}

export function newAccount(week: Week): Account {
  const customers = Array.from({ length: week.customers + week.strangers }, (_, index): Customer => ({
    index,
    conversations: [],
    tickets: [],
    optOut: [{ at: 0, value: false, by: 'agent' }],
    marketingOptOut: [{ at: 0, value: false, by: 'agent' }],
    optIn: [{ at: 0, value: false, by: 'agent' }],
  }));
  const account: Account = {
    week,
    customers,
    tickets: new Map(),
    conversations: [],
    orders: [],
    handed: [],
    optOutOrders: [],
    reads: [],
    turns: { asked: [], given: [], refused: [], withdrawn: [], stops: [] },
    sends: [...week.sends],
    changes: [],
    spins: [],
    random: randomFrom(week.seed),
  };
  for (const stranger of customers.slice(week.customers)) addTicket(account, stranger, week.from - 1_000);
  return account;
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function addTicket(a: Account, customer: Customer, now: Instant, conversation?: Conversation): Ticket {
  const ticket: Ticket = {
    id: String(101 + a.tickets.size),
    customer,
    createdAt: now,
    ...(conversation && { conversation }),
    statuses: [{ at: now, value: conversation ? 'new' : 'open', by: 'zendesk' }],
    version: 1,
    changedByOthers: [],
    requests: [],
    notes: [],
    updates: [],
    shown: {},
    answer: 'none',
    silence: undefined,
    outcome: 'none',
    lacking: [],
  };
  a.tickets.set(ticket.id, ticket);
  customer.tickets.push(ticket);
  return ticket;
}

export function addConversation(a: Account, customer: Customer): Conversation {
  const conversation: Conversation = { id: `c${a.conversations.length + 1}`, customer, messages: [], metadata: {} };
  a.conversations.push(conversation);
  customer.conversations.push(conversation);
  return conversation;
}

export const statusOf = (ticket: Ticket): TicketStatus => ticket.statuses.at(-1)!.value;

export function setStatus(ticket: Ticket, value: TicketStatus, by: Author, now: Instant): void {
  if (statusOf(ticket) === value) return;
  ticket.statuses.push({ at: now, value, by });
  ticket.version += 1;
}

export const holds = (values: Since<boolean>[]): boolean => values.at(-1)!.value;

export function set(values: Since<boolean>[], value: boolean, by: Author, now: Instant): void {
  if (holds(values) !== value) values.push({ at: now, value, by });
}

/** The outage of that kind at that time. */
export const outageOf = (a: Account, now: Instant, kind: string): boolean =>
  a.week.outages.some(
    ({ from, to, of }) => from <= now && now < to && (typeof of === 'string' ? of : 'whatsapp') === kind,
  );

export const whatsAppRefuses = (a: Account, now: Instant): number | undefined => {
  const it = a.week.outages.find(({ from, to, of }) => from <= now && now < to && typeof of === 'object');
  return it && typeof it.of === 'object' ? it.of.whatsapp : undefined;
};

/** The conversation in which the customer last wrote, or the only one. */
export function latestConversation({ conversations }: Customer): Conversation | undefined {
  const lastAt = ({ messages }: Conversation): Instant =>
    Math.max(...messages.filter(({ by }) => by === 'customer').map(({ at }) => at), -Infinity);
  return conversations.toSorted((x, y) => lastAt(y) - lastAt(x))[0];
}

/** The ticket that the customer's next message belongs to. */
export const activeTicket = (customer: Customer): Ticket | undefined =>
  customer.tickets.findLast((it) => it.conversation && statusOf(it) !== 'closed' && it.sessionEndedAt === undefined);
