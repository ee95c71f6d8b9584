import type { Dependencies } from './dependencies';
import { own } from '../workflows/core/own';
import { outreachMetadata } from './classify';
import { objection, objectionByPhone, objectionIn } from './consent';
import { counted, storedMessages } from './conversationMessages';
import { parseDeliveryError } from './deliveryError';
import { armOf } from './experiment';
import { findOurs, isRepeated, mayHideOurs } from './earlierAttempt';
import { readPhone } from './phone';
import type { Outgoing, StoredMessage, Ticket, User } from './ports';
import { MissingValue, render } from './render';
import { ifThere, isGone, requestersConversation } from './requester';
import { type About, sendFacts } from './ledgerOfSend';
import { ofTicket } from './ticketGone';
import type { SendFailure, SendOrder, SendOutcome } from './orders';
import type { AgentMessage, CustomerMessage, OutreachMessage } from './types';
import { isFinal, SendingPaused, VendorError } from './vendorError';
import { Unrepeatable, WORDS_TO_COME, wordsOf } from './words';

/** What the message needs cannot be read, and will not be: people have to know. */
function refusedByZendesk(error: unknown): SendOutcome {
  if (isRefusal(error)) return failed({ reason: 'zendesk', detail: error.message });
  throw error;
}

const failed = (failure: SendFailure): SendOutcome => ({ type: 'failed', failure });

/**
 * Makes one attempt. Whatever forbids it now (an opt-out, a missing value, a refusal) does not undo an earlier attempt
 * that is already in the conversation.
 * @throws VendorError when the attempt is put off and may be repeated; after a 5xx the message may be in the
 * conversation anyway
 */
export async function sendMessage(deps: Dependencies, order: SendOrder): Promise<SendOutcome> {
  const about: About = {};
  const outcome = await ended(deps, order, about);
  deps.ledger?.note(() => sendFacts(deps, order, outcome, about));
  return outcome;
}

async function ended(deps: Dependencies, order: SendOrder, about: About): Promise<SendOutcome> {
  const outcome = await attempt(deps, order, about).catch(refusedByZendesk);
  if (outcome.type !== 'failed' || order.conversationId === undefined) return outcome;
  const { ours, isHidden } = await lookIn(deps, order, order.conversationId);
  if (ours) return asSent(ours);
  return isHidden && isRepeated(order) ? { type: 'unknown' } : outcome;
}

/**
 * Lists the conversation first. If our message is already there, it is done. If there is a customer message that the
 * decision did not know of, nothing is sent. Otherwise it posts (rule 3: Sunshine has no idempotency key). Without a
 * conversation there is nothing to list, and it sends a notification.
 */
async function attempt(deps: Dependencies, order: SendOrder, about: About): Promise<SendOutcome> {
  const { zendesk, policy } = deps;
  // An agent's words are none of the policy's messages, also if one has the same name.
  const message = order.repeats ? undefined : own(policy.messages, order.message);
  if (!message && !order.repeats) return failed({ reason: 'configuration', detail: `messages.${order.message}` });

  const ticket = await ofTicket(() => zendesk.ticket(order.ticketId));
  if (order.known && order.known.stamp !== ticket.stamp) return { type: 'superseded', messages: [] };
  const requester = await zendesk.user(ticket.requesterId);
  about.requester = requester;
  const no = objection(policy, order, requester) ?? (await objectionByPhone(deps, order, requester));
  if (no) return failed(no);
  try {
    const assignee = (): Promise<User | undefined> => assigneeOf(deps, ticket);
    const content = message
      ? await render(deps, message, order.rendition, { ticket, requester, assignee })
      : WORDS_TO_COME;
    const integrationId = order.integrationId ?? deps.integrationId;
    const metadata = outreachMetadata(order.ticketId, order.sendId, order.purpose);
    const sending: Sending = { order, ticket, about, outgoing: { content, integrationId, metadata } };
    return await (order.conversationId === undefined
      ? notify(deps, requester, sending)
      : post(deps, order.conversationId, sending));
  } catch (error) {
    if (error instanceof Unrepeatable) return failed({ reason: 'unrepeatable', detail: error.what });
    if (error instanceof SendingPaused) return { type: 'paused' };
    if (error instanceof MissingValue) return failed({ reason: 'missingValue', detail: error.placeholder });
    if (error instanceof VendorError && error.vendor === 'sunshine') return refusalOf(error, order);
    throw error;
  }
}

/** One attempt, with all that it needs to go out. */
interface Sending {
  order: SendOrder;
  ticket: Ticket;
  about: About;
  outgoing: Outgoing;
}

/** Posts, into the conversation that survives if this one was merged into another. */
async function post(deps: Dependencies, conversationId: string, sending: Sending): Promise<SendOutcome> {
  try {
    return await postTo(deps, conversationId, sending);
  } catch (error) {
    const survivor = isGone(error) ? await survivorOf(conversationId, deps, sending.ticket) : undefined;
    if (!survivor) throw error;
    return postTo(deps, survivor.id, sending);
  }
}

const survivorOf = (conversationId: string, deps: Dependencies, { requesterId }: Ticket) =>
  requestersConversation(deps, requesterId, conversationId);

async function postTo(deps: Dependencies, conversationId: string, sending: Sending): Promise<SendOutcome> {
  const { order, ticket, outgoing } = sending;
  if (!observes(deps, order)) await askFor(deps, conversationId, ticket.id);
  const stored = await deps.sunshine.messages(conversationId);
  // The customer wrote there: a merge of users has taken the messages to another conversation.
  const isEmptied =
    stored.length === 0 && order.customerLastAt !== undefined && conversationId === order.conversationId;
  const survivor = isEmptied ? await survivorOf(conversationId, deps, ticket) : undefined;
  if (survivor) return postTo(deps, survivor.id, sending);
  const messages = counted(deps, stored);
  const ours = findOurs(messages, order);
  if (ours) return asSent(ours);
  if (isRepeated(order) && mayHideOurs(stored, order)) return { type: 'unknown' };
  const newer = messages.filter((it) => it.by !== 'ventana' && isNews(it, order));
  if (newer.length > 0) return { type: 'superseded', messages: newer };
  const no = await objectionIn(deps, { conversationId, messages: stored }, ticket, outgoing.integrationId);
  if (no) return failed(no);
  if (observes(deps, order)) return { type: 'observed' };
  if (isHeldBack(deps, sending)) return { type: 'heldBack' };
  const words = order.repeats && { content: await wordsOf(deps, conversationId, stored, order.repeats) };
  const { id, at } = await deps.sunshine.post(conversationId, { ...outgoing, ...words });
  return { type: 'sent', at: at ?? deps.now(), messageId: id };
}

/** By the policy now, or by the one that the decision knew: it has no turn then. */
const observes = ({ policy }: Dependencies, order: SendOrder): boolean =>
  order.observes === true || policy.ticket.observes === true;

/** Decided last of all, so that both groups are of customers to whom the reminder would really have gone. */
function isHeldBack({ policy: { experiment } }: Dependencies, { order, ticket, about }: Sending): boolean {
  if (!order.mayBeHeldBack || !experiment) return false;
  about.arm = armOf(experiment, ticket.requesterId);
  return about.arm === 'holdout';
}

/** The decision did not know of it: it was written since, or arrived since. */
function isNews(
  it: CustomerMessage | AgentMessage,
  { customerLastAt, customerHeardAt, known, repeats }: SendOrder,
): boolean {
  if (it.by === 'agent' && repeats) return it.at > repeats.agentLastAt;
  if (it.by === 'agent') return known !== undefined && it.at > (known.agentLastAt ?? -Infinity);
  const { at, arrivedAt = at } = it;
  return at > (customerLastAt ?? -Infinity) || arrivedAt > (customerHeardAt ?? Infinity);
}

/** For a value that a message may do without: an assignee who is gone, or whom we may not see, has no name. */
async function assigneeOf({ zendesk }: Dependencies, { assigneeId }: Ticket): Promise<User | undefined> {
  try {
    return assigneeId === undefined ? undefined : await zendesk.user(assigneeId);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Zendesk's answer is final, for this object: another attempt would get the same. A 401 is about our credentials. */
const isRefusal = (error: unknown): error is VendorError =>
  error instanceof VendorError &&
  error.vendor === 'zendesk' &&
  error.reached === 'answered' &&
  isFinal(error, [401, 409]);

/** A ticket that writes into another ticket's conversation leaves its id there, so that it receives the answer. */
async function askFor({ sunshine }: Dependencies, conversationId: string, ticketId: string): Promise<void> {
  const conversation = await sunshine.conversation(conversationId);
  const { ticketId: owner, askedBy } = conversation.metadata;
  if (String(owner) === ticketId || String(askedBy) === ticketId) return;
  await sunshine.setMetadata(conversation, { askedBy: ticketId });
}

async function notify(deps: Dependencies, requester: User, sending: Sending): Promise<SendOutcome> {
  const { order, outgoing } = sending;
  if (requester.phone === undefined) return failed({ reason: 'noPhone' });
  const reading = readPhone(requester.phone, deps.policy.defaultCountry);
  if ('why' in reading) return failed({ reason: reading.why });
  if (observes(deps, order)) return { type: 'observed' };
  if (isHeldBack(deps, sending)) return { type: 'heldBack' };
  const { id } = await deps.sunshine.notify(reading.digits, outgoing);
  return { type: 'sent', at: deps.now(), notificationId: id };
}

/**
 * Looks for a message of uncertain delivery in the conversation.
 * @throws VendorError also where a message that cannot be read may be ours: then this was no look
 */
export async function lookForMessage(deps: Dependencies, order: SendOrder): Promise<SendOutcome> {
  if (order.conversationId === undefined) return { type: 'unknown' };
  const { ours, isHidden } = await lookIn(deps, order, order.conversationId);
  if (ours) {
    deps.ledger?.note(() => sendFacts(deps, order, asSent(ours), {}));
    return asSent(ours);
  }
  if (isHidden) throw new VendorError(UNREAD, { vendor: 'sunshine', reached: 'answered' });
  return { type: 'absent' };
}

const UNREAD = 'a message in the conversation cannot be read, and may be ours';

async function lookIn(deps: Dependencies, order: SendOrder, conversationId: string) {
  const stored = (await ifThere(storedMessages(deps, conversationId))) ?? (await messagesAfterMerge(deps, order));
  return { ours: findOurs(counted(deps, stored), order), isHidden: mayHideOurs(stored, order) };
}

/** The messages of the conversation that the order's was merged into; none if it was deleted with its user. */
async function messagesAfterMerge(
  deps: Dependencies,
  { ticketId, conversationId }: SendOrder,
): Promise<StoredMessage[]> {
  const { requesterId } = await ofTicket(() => deps.zendesk.ticket(ticketId));
  const survivor = await requestersConversation(deps, requesterId, conversationId);
  return survivor ? storedMessages(deps, survivor.id) : [];
}

const asSent = ({ at, id, sendId }: OutreachMessage): SendOutcome => ({ type: 'sent', at, messageId: id, sendId });

/** What Sunshine's answer to the post means. WhatsApp's own errors mostly come later, as delivery events. */
function refusalOf(error: VendorError, order: SendOrder): SendOutcome {
  const { status = 0 } = error;
  // A gateway's answer does not say how far the request got, and we cannot look for a notification.
  const gateway = order.conversationId === undefined && (status === 502 || status === 504);
  if (error.reached === 'unknown' || gateway) return { type: 'unknown' };
  if (!isFinal(error, [401, 403])) throw error;
  return failed(parseDeliveryError(error.body));
}
