import type { Dependencies } from './dependencies';
import { AHEAD_MS, BACK_MS, calendarAt, fingerprintOf, keepsItsHours } from './calendar';
import { own } from '../workflows/core/own';
import { withoutKnown } from './known';
import { chooseLanguage } from './language';
import { heldBackFacts, outreachFacts, type ReadTicket, ticketFacts as factsOfTicket } from './ledgerOfTruth';
import { withPackedHours } from './packed';
import { readPhone } from './phone';
import { leaveAsGone } from './leave';
import type { Policy } from './policy';
import { priced } from './prices';
import type { OfficeHours } from './officeHours';
import type { Ticket, TicketHistory, User } from './ports';
import { haveBlocked, isOtherPersons } from './requester';
import { type Found, isOnWhatsApp, listTicketConversation, type ReadOrder } from './ticketConversation';
import { TicketGone, ofTicket } from './ticketGone';
import type { Instant, Reach, Shown, Truth, UnchangedTruth } from './types';

const DAY_MS = 24 * 3_600_000;

/** As two numbers: months of hours would be too much. */
async function pastWindowOf(
  { hours, policy }: Dependencies,
  readAt: Instant,
  from: Instant | undefined,
): Promise<Pick<Truth, 'pastWindow'>> {
  if (!keepsItsHours(policy.ticket, from, readAt)) return {};
  const { office } = await hours.between(from, readAt + AHEAD_MS);
  const to = from + DAY_MS;
  const inWindow = office.map(({ start, end }) => Math.max(0, Math.min(end, to) - Math.max(start, from)));
  const opensAt = office.find(({ start }) => start > from)?.start;
  const officeMs = inWindow.reduce((sum, ms) => sum + ms, 0);
  return { pastWindow: { from, officeMs, ...(opensAt !== undefined && { opensAt }) } };
}

/**
 * Reads everything that a decision needs: ticket, audits, requester, conversation and office hours. If the ticket's own
 * ChatStartedEvent names the conversation, the ticket is linked to it before the messages are listed, so that no
 * message falls in between; a conversation that is new to us is also linked to what it answers.
 * @throws TicketGone, VendorError
 */
export async function readTruth(deps: Dependencies, order: ReadOrder): Promise<Truth | UnchangedTruth> {
  const read = await readWhole(deps, order);
  const truth = order.packs ? withPackedHours(read) : read;
  return order.known ? withoutKnown(truth, order.known) : truth;
}

async function readWhole(deps: Dependencies, order: ReadOrder): Promise<Truth | UnchangedTruth> {
  const { zendesk, hours, policy, now } = deps;
  const readAt = now();
  const ticket = await ofTicket(() => zendesk.ticket(order.ticketId)).catch(async (error: unknown) => {
    if (error instanceof TicketGone) await leaveAsGone(deps, order);
    throw error;
  });
  const [history, requester, calendar] = await Promise.all([
    zendesk.history(ticket),
    zendesk.user(ticket.requesterId),
    calendarAt(hours, readAt),
  ]);
  const { conversation, list } = await listTicketConversation(deps, order, ticket, history);
  const messages = [...(conversation?.earlier ?? []), ...(list?.messages ?? [])];
  const customerAt = messages.findLast((it) => it.by === 'customer')?.at;
  noteRead(deps, { ticket, history, conversation, messages, readAt, office: () => calendar.office });
  const costs = await priced(deps, order, requester, messagesFor(policy, requester));
  const ended = sessionEnd(history, conversation?.facts.own ? list?.endedAt : undefined);
  return {
    readAt,
    ...(order.rules !== undefined && { rules: order.rules }),
    ticket: { ...(await ticketFacts(deps, ticket, history)), ...(ended !== undefined && { sessionEndedAt: ended }) },
    notesWritten: history.noteKeys,
    ...(conversation && { conversation: conversation.facts }),
    ...(!conversation && isOnWhatsApp(history, ticket) && { conversationGone: true as const }),
    reach: await reachOf(deps, { ticket, history, requester }, conversation),
    ...(requester.optedOut !== undefined && { optedOut: requester.optedOut }),
    ...(requester.optedIn !== undefined && { optedIn: requester.optedIn }),
    messages,
    ...(list?.listed && { listed: list.listed }),
    ...(await pastWindowOf(deps, readAt, newest(customerAt, order.customerLastAt))),
    ...unlessKnown({ ...calendar, policy: { ...policy.ticket, messages: costs } }, order),
  };
}

type Told = Pick<Truth, 'office' | 'quiet' | 'policy'>;

/** Half of a truth, which changes once a week: in each read, it would be half of the ticket's history. */
function unlessKnown(
  told: Told,
  { fingerprint: known }: ReadOrder,
): (Told & { fingerprint: string }) | { unchanged: true; fingerprint: string } {
  const fingerprint = fingerprintOf(told);
  return known === fingerprint ? { unchanged: true, fingerprint } : { ...told, fingerprint };
}

interface NotedRead extends Pick<ReadTicket, 'messages' | 'readAt' | 'office'> {
  history: TicketHistory;
  ticket: Ticket;
  conversation: Found | undefined;
}

/** Windows and replies only where the conversation is the ticket's own, and no later ticket has taken it over. */
function noteRead({ ledger }: Dependencies, { ticket, conversation, ...read }: NotedRead): void {
  const { id: ticketId, createdAt } = ticket;
  const { own, ownerTicketId = ticketId } = conversation?.facts ?? {};
  const officeFrom = read.readAt - BACK_MS;
  ledger?.note(() => [
    ...outreachFacts(ticketId, read.messages, read.history.statuses),
    ...heldBackFacts(ticketId, read.history.noteKeys, read.messages),
    ...(own && ownerTicketId === ticketId ? factsOfTicket({ ...read, ticketId, createdAt, officeFrom }) : []),
  ]);
}

const newest = (...times: (Instant | undefined)[]): Instant | undefined => {
  const known = times.filter((it) => it !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

/** With the template that each message would use: one that is paused holds all messages that use it. */
const messagesFor = ({ ticket, messages }: Policy, { locale }: User): Truth['policy']['messages'] =>
  Object.fromEntries(
    Object.entries(ticket.messages).map(([key, it]) => {
      const template = own(messages, key)?.template;
      return [
        key,
        template ? { ...it, template: `${template.name}:${chooseLanguage(template.languages, locale)}` } : it,
      ];
    }),
  );

/**
 * When the ticket's session ended, by its audits or by a system message in its conversation. WhatsApp's conversation
 * may have had earlier sessions, of this ticket or of others: only an end after the newest start counts.
 */
function sessionEnd({ sessionStartedAt, sessionEndedAt }: TicketHistory, byMessage?: Instant): Instant | undefined {
  const isOfThisSession = byMessage !== undefined && byMessage > (sessionStartedAt ?? Infinity);
  return sessionEndedAt ?? (isOfThisSession ? byMessage : undefined);
}

async function ticketFacts(deps: Dependencies, ticket: Ticket, history: TicketHistory): Promise<Truth['ticket']> {
  const { status, stamp, createdAt, action } = ticket;
  return {
    createdAt,
    status,
    stamp,
    ...(history.statusSince !== undefined && { statusSince: history.statusSince }),
    ...(history.changedByOthersAt !== undefined && { changedByOthersAt: history.changedByOthersAt }),
    ...(action !== undefined && {
      action: {
        name: action,
        ...(history.actionSince !== undefined && { since: history.actionSince }),
        ...(await adminBehind(deps, action, history)),
      },
    }),
    shown: await shownOn(ticket, deps.hours),
  };
}

/** Whether an administrator used the switch. Any other action is every agent's. */
async function adminBehind(
  { zendesk }: Dependencies,
  action: string,
  { actionBy }: TicketHistory,
): Promise<{ admin?: string }> {
  if (actionBy === undefined || (action !== 'pause' && action !== 'resume')) return {};
  const user = await zendesk.user(actionBy);
  return user.isAdmin && !user.suspended ? { admin: actionBy } : {};
}

async function shownOn(
  { window, closesAt: text, answer, outcome, silence, lacking }: Ticket,
  hours: OfficeHours,
): Promise<Shown> {
  const [closesAt, orAt] = text === undefined ? [] : await hours.readings(text);
  return {
    ...(window && { window }),
    ...(closesAt !== undefined && { closesAt }),
    ...(orAt !== undefined && { orAt }),
    ...(answer && { answer }),
    ...(outcome && { outcome }),
    ...(silence && { silence }),
    ...(lacking && { lacking }),
  };
}

/** Why nothing may be sent is known here only as far as it costs no more calls: the send looks again. */
async function reachOf(
  deps: Dependencies,
  { ticket, history, requester }: { ticket: Ticket; history: TicketHistory; requester: User },
  conversation: Found | undefined,
): Promise<Reach> {
  if (requester.suspended) return 'suspended';
  if (conversation) {
    if (!history.requesterChange || !conversation.facts.own) return 'conversation';
    const { id } = conversation.facts;
    const place = { conversationId: id, messages: await deps.sunshine.messages(id) };
    const isOthers = await isOtherPersons(deps, ticket, place, () => Promise.resolve(history));
    return isOthers ? 'otherRequester' : 'conversation';
  }
  if (ticket.action !== undefined && (await haveBlocked(deps, await deps.zendesk.messagingIdentities(requester.id))))
    return 'blocked';
  return reachByPhone(requester, deps.policy.defaultCountry);
}

function reachByPhone({ phone }: User, country: string): Reach {
  if (phone === undefined || phone.trim() === '') return 'noPhone';
  const reading = readPhone(phone, country);
  return 'why' in reading ? reading.why : 'phone';
}
