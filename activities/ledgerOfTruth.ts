import type { LedgerFact, OutreachFact, ReplyFact, WindowFact } from './ledger';
import type { TicketHistory } from './ports';
import type { AgentMessage, CustomerMessage, Instant, Interval, Message, OutreachMessage, TicketStatus } from './types';

/** Meta's customer service window. */
const WINDOW_MS = 24 * 3_600_000;
/** The message that opens a ticket has arrived seconds before Zendesk makes the ticket; it may be much older. */
const OPENING_MS = 3_600_000;

/** What was read of a ticket whose conversation is its own. */
export interface ReadTicket {
  ticketId: string;
  readAt: Instant;
  createdAt: Instant;
  /** Oldest first. */
  messages: readonly Message[];
  /** Of the ticket's audits: its statuses, oldest first, and what they say was not delivered. */
  history: Pick<TicketHistory, 'statuses' | 'undelivered'>;
  /** Office hours around a time, and from when on they are known. */
  office: (at: Instant) => readonly Interval[];
  officeFrom: Instant;
}

type Statuses = NonNullable<TicketHistory['statuses']>;

/**
 * What a ticket's messages say of the outreach of a ticket, of whichever conversation.
 * @param statuses the ticket's, oldest first
 */
export const outreachFacts = (
  ticketId: string,
  messages: readonly Message[],
  statuses: Readonly<Statuses> = [],
): LedgerFact[] =>
  messages.flatMap((it, place): LedgerFact[] => {
    if (it.by !== 'ventana' || it.ticketId !== ticketId) return [];
    if (it.purpose.kind === 'rescued') return rescuedFact(it);
    return [{ ...outreachFact(it, messages.slice(place + 1)), ...solvedAfter(it.at, statuses) }];
  });

const outreachFact = (it: OutreachMessage, after: readonly Message[]): OutreachFact => ({
  ...{ of: 'outreach', ticketId: it.ticketId, sendId: it.sendId, purpose: it.purpose, sentAt: it.at },
  ...(it.id !== '' && { seenAs: it.id }),
  ...answerTo(after),
});

const isOver = ({ status }: Statuses[number]): boolean => status === 'solved' || status === 'closed';

/** Zendesk solves tickets, and closes them some days later; a merged one is closed at once. */
function solvedAfter(sentAt: Instant, statuses: Readonly<Statuses>): Pick<OutreachFact, 'solvedAt' | 'reopenedAt'> {
  const later = statuses.filter(({ at }) => at >= sentAt);
  const solved = later.findIndex(isOver);
  if (solved < 0) return {};
  const reopened = later.slice(solved).find((it) => !isOver(it));
  return { solvedAt: later[solved]!.at, ...(reopened && { reopenedAt: reopened.at }) };
}

function answerTo(after: readonly Message[]): Pick<OutreachFact, 'answeredAt' | 'optedOutAt'> {
  const theirs = after.filter(isCustomers);
  const [first] = theirs;
  const stop = theirs.find((other) => other.stop === true || (other === first && other.stopIfReply === true));
  return { ...(first && { answeredAt: first.at }), ...(stop && { optedOutAt: stop.at }) };
}

/** The words of an agent that went out again: `ticket-rescued-message:text:n`. */
function rescuedFact({ ticketId, sendId, at, id: reference }: OutreachMessage): ReplyFact[] {
  const [, messageId] = /-rescued-(.+):[a-z]+:\d+$/.exec(sendId) ?? [];
  return messageId === undefined ? [] : [{ of: 'reply', ticketId, messageId, rescuedAt: at, reference }];
}

/**
 * What the messages say of reminders that an experiment held back: whether the customer answered all the same.
 * @param noteKeys of the ticket's notes: of those that say so, `heldBack:` and the intent's id
 */
export const heldBackFacts = (
  ticketId: string,
  noteKeys: readonly string[],
  messages: readonly Message[],
): OutreachFact[] =>
  noteKeys
    .filter((it) => it.startsWith(HELD_BACK))
    .map((key) => {
      const intent = key.slice(HELD_BACK.length);
      const since = askedAt(ticketId, intent, messages);
      const purpose = { kind: 'followUp', name: 'followUp' } as const;
      return {
        ...{ of: 'outreach', ticketId, sendId: `${intent}:template:1`, purpose, arm: 'holdout' },
        ...(since !== undefined && answerTo(messages.filter(({ at }) => at > since))),
      };
    });

/** Of a note that a reminder was held back: this and the intent's id (workflows/core/observing.ts). */
const HELD_BACK = 'heldBack:';

/** When the question was asked that the reminder was about: the agent's reply, or our own message (`intentId.ts`). */
function askedAt(ticketId: string, intent: string, messages: readonly Message[]): Instant | undefined {
  const [, of = ''] = /-followUp-(.+)-\d+$/.exec(intent) ?? [];
  if (/^\d+$/.test(of)) return Number(of);
  return messages.findLast((it) => it.by === 'ventana' && it.sendId.startsWith(`${ticketId}-${of}:`))?.at;
}

/** What a read says of the windows and replies of a ticket, from its opening on. */
export function ticketFacts(read: ReadTicket): LedgerFact[] {
  const { messages, createdAt, ticketId } = read;
  const own = messages.filter((it) => arrivalOf(it) > createdAt - OPENING_MS);
  return [...windowFacts(read, own), ...lateFacts(ticketId, own), ...failedFacts(read, own)];
}

const isCustomers = (it: Message): it is CustomerMessage => it.by === 'customer';

/**
 * Those that have closed since the office hours are known, and those of a solved ticket, which may not be read again:
 * how they close is known by now, unless somebody goes on. A read after that says so.
 */
function windowFacts(read: ReadTicket, messages: readonly Message[]): WindowFact[] {
  const { ticketId, readAt, officeFrom, office, history } = read;
  const theirs = messages.filter(isCustomers).sort((a, b) => a.at - b.at);
  return theirs.flatMap((last, place): WindowFact[] => {
    const closesAt = last.at + WINDOW_MS;
    const next = theirs[place + 1];
    const isOpen = closesAt > readAt;
    if (last.at < officeFrom || (isOpen && !isOverAt(history, readAt))) return [];
    const owedBy = isWaiting(read, messages, closesAt) ? 'agent' : 'customer';
    const officeMs = office(last.at).reduce(
      (sum, { start, end }) => sum + Math.max(0, Math.min(end, closesAt) - Math.max(start, last.at)),
      0,
    );
    const known = { of: 'window', ticketId, closesAt, owedBy, officeMs, readAt } as const;
    if (next && next.at < closesAt) return wasOver(history, last.at, next.at) ? [{ ...known, result: 'extended' }] : [];
    const result = owedBy === 'agent' && !isOverAt(history, isOpen ? readAt : closesAt) ? 'lost' : 'kept';
    return [{ ...known, result }];
  });
}

const isOverAt = ({ statuses }: ReadTicket['history'], at: Instant): boolean => {
  const status = statusAt(statuses, at);
  return status !== undefined && isOver({ at, status });
};

/** The customer wrote again after the ticket was solved: then a row may say how the first window would have closed. */
const wasOver = ({ statuses = [] }: ReadTicket['history'], from: Instant, to: Instant): boolean =>
  statuses.some((it) => it.at > from && it.at <= to && isOver(it));

const statusAt = (statuses: TicketHistory['statuses'], at: Instant): TicketStatus | undefined =>
  statuses?.findLast((it) => it.at <= at)?.status;

/** No reply that was delivered came after what the customer had said by then. */
function isWaiting({ history }: ReadTicket, messages: readonly Message[], closesAt: Instant): boolean {
  const heard = messages.filter((it) => isCustomers(it) && arrivalOf(it) < closesAt).map(arrivalOf);
  const since = Math.max(...heard);
  const failed = new Set(history.undelivered);
  return !messages.some((it) => isReply(it) && it.at > since && it.at < closesAt && !failed.has(it.id));
}

/** An agent's own words, or the same sent again. */
const isReply = (it: Message): boolean => it.by === 'agent' || (it.by === 'ventana' && it.purpose.kind === 'rescued');

const arrivalOf = (it: Message): Instant => (it.by === 'customer' ? Math.max(it.arrivedAt ?? it.at, it.at) : it.at);

/** Replies that were sent when the window was closed (F13). */
function lateFacts(ticketId: string, messages: readonly Message[]): ReplyFact[] {
  const theirs = messages.filter(isCustomers);
  const isLate = (it: AgentMessage): boolean => {
    const before = theirs.findLast(({ at }) => at <= it.at);
    return before !== undefined && it.at >= before.at + WINDOW_MS;
  };
  return messages
    .filter((it): it is AgentMessage => it.by === 'agent')
    .filter(isLate)
    .map((it) => ({ of: 'reply', ticketId, messageId: it.id, at: it.at, why: 'late' }));
}

/** Replies of which the ticket's audits say that they were not delivered, in an open window. */
function failedFacts({ ticketId, history }: ReadTicket, messages: readonly Message[]): ReplyFact[] {
  const failed = new Set(history.undelivered);
  return messages
    .filter((it) => it.by === 'agent' && failed.has(it.id))
    .map((it) => ({ of: 'reply', ticketId, messageId: it.id, at: it.at, why: 'failed' }));
}
