import type { Dependencies } from './dependencies';
import { outreachMetadata } from './classify';
import { objection, objectionByPhone, objectionIn } from './consent';
import { counted, messagesOf } from './conversationMessages';
import { parseDeliveryError } from './deliveryError';
import { readPhone } from './phone';
import type { Outgoing, Ticket, User } from './ports';
import { MissingValue, render } from './render';
import { ifThere, isGone, requestersConversation } from './requester';
import { ofTicket } from './ticketGone';
import type { SendFailure, SendOrder, SendOutcome } from './orders';
import type { AgentMessage, CustomerMessage, Message, OutreachMessage } from './types';
import { SendingPaused, VendorError } from './vendorError';

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
  const outcome = await attempt(deps, order).catch(refusedByZendesk);
  if (outcome.type !== 'failed') return outcome;
  const earlier = await lookForMessage(deps, order);
  return earlier.type === 'sent' ? earlier : outcome;
}

/**
 * Lists the conversation first. If our message is already there, it is done. If there is a customer message that the
 * decision did not know of, nothing is sent. Otherwise it posts (rule 3: Sunshine has no idempotency key). Without a
 * conversation there is nothing to list, and it sends a notification.
 */
async function attempt(deps: Dependencies, order: SendOrder): Promise<SendOutcome> {
  const { zendesk, policy } = deps;
  const message = policy.messages[order.message];
  if (!message) return failed({ reason: 'configuration', detail: `messages.${order.message}` });

  const ticket = await ofTicket(zendesk.ticket(order.ticketId));
  if (order.known && order.known.stamp !== ticket.stamp) return { type: 'superseded', messages: [] };
  const requester = await zendesk.user(ticket.requesterId);
  const no = objection(policy, order, requester) ?? (await objectionByPhone(deps, order, requester));
  if (no) return failed(no);
  try {
    const assignee = (): Promise<User | undefined> => assigneeOf(deps, ticket);
    const content = await render(deps, message, order.rendition, { ticket, requester, assignee });
    const integrationId = order.integrationId ?? deps.integrationId;
    const metadata = outreachMetadata(order.ticketId, order.sendId, order.purpose);
    const outgoing: Outgoing = { content, integrationId, metadata };
    return await (order.conversationId === undefined
      ? notify(deps, order, requester, outgoing)
      : post(deps, order, order.conversationId, ticket, outgoing));
  } catch (error) {
    if (error instanceof SendingPaused) return { type: 'paused' };
    if (error instanceof MissingValue) return failed({ reason: 'missingValue', detail: error.placeholder });
    if (error instanceof VendorError && error.vendor === 'sunshine') return refusalOf(error, order);
    throw error;
  }
}

/** Posts, into the conversation that survives if this one was merged into another. */
async function post(
  deps: Dependencies,
  order: SendOrder,
  conversationId: string,
  ticket: Ticket,
  outgoing: Outgoing,
): Promise<SendOutcome> {
  try {
    return await postTo(deps, order, conversationId, ticket, outgoing);
  } catch (error) {
    const survivor = isGone(error) ? await survivorOf(conversationId, deps, ticket) : undefined;
    if (!survivor) throw error;
    return postTo(deps, order, survivor.id, ticket, outgoing);
  }
}

const survivorOf = (conversationId: string, deps: Dependencies, { requesterId }: Ticket) =>
  requestersConversation(deps, requesterId, conversationId);

async function postTo(
  deps: Dependencies,
  order: SendOrder,
  conversationId: string,
  ticket: Ticket,
  outgoing: Outgoing,
): Promise<SendOutcome> {
  if (!observes(deps, order)) await askFor(deps, conversationId, ticket.id);
  const stored = await deps.sunshine.messages(conversationId);
  // The customer wrote there: a merge of users has taken the messages to another conversation.
  const isEmptied =
    stored.length === 0 && order.customerLastAt !== undefined && conversationId === order.conversationId;
  const survivor = isEmptied ? await survivorOf(conversationId, deps, ticket) : undefined;
  if (survivor) return postTo(deps, order, survivor.id, ticket, outgoing);
  const messages = counted(deps, stored);
  const ours = findOurs(messages, order);
  if (ours) return asSent(ours);
  const newer = messages.filter((it) => it.by !== 'ventana' && isNews(it, order));
  if (newer.length > 0) return { type: 'superseded', messages: newer };
  const no = await objectionIn(deps, { conversationId, messages: stored }, ticket, outgoing.integrationId);
  if (no) return failed(no);
  if (observes(deps, order)) return { type: 'observed' };
  const { id, at } = await deps.sunshine.post(conversationId, outgoing);
  return { type: 'sent', at: at ?? deps.now(), messageId: id };
}

/** By the policy now, or by the one that the decision knew: it has no turn then. */
const observes = ({ policy }: Dependencies, order: SendOrder): boolean =>
  order.observes === true || policy.ticket.observes === true;

/** The decision did not know of it: it was written since, or arrived since. */
function isNews(it: CustomerMessage | AgentMessage, { customerLastAt, customerHeardAt, known }: SendOrder): boolean {
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
  isFinalStatus(error.status ?? 0);

const isFinalStatus = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 408, 409, 429].includes(status);

/** A ticket that writes into another ticket's conversation leaves its id there, so that it receives the answer. */
async function askFor({ sunshine }: Dependencies, conversationId: string, ticketId: string): Promise<void> {
  const conversation = await sunshine.conversation(conversationId);
  const { ticketId: owner, askedBy } = conversation.metadata;
  if (String(owner) === ticketId || String(askedBy) === ticketId) return;
  await sunshine.setMetadata(conversation, { askedBy: ticketId });
}

async function notify(deps: Dependencies, order: SendOrder, requester: User, outgoing: Outgoing): Promise<SendOutcome> {
  if (requester.phone === undefined) return failed({ reason: 'noPhone' });
  const reading = readPhone(requester.phone, deps.policy.defaultCountry);
  if ('why' in reading) return failed({ reason: reading.why });
  if (observes(deps, order)) return { type: 'observed' };
  const { id } = await deps.sunshine.notify(reading.digits, outgoing);
  return { type: 'sent', at: deps.now(), notificationId: id };
}

/** Looks for a message of uncertain delivery in the conversation. */
export async function lookForMessage(deps: Dependencies, order: SendOrder): Promise<SendOutcome> {
  if (order.conversationId === undefined) return { type: 'unknown' };
  const messages = (await ifThere(messagesOf(deps, order.conversationId))) ?? (await messagesAfterMerge(deps, order));
  const ours = findOurs(messages, order);
  return ours ? asSent(ours) : { type: 'absent' };
}

/** The messages of the conversation that the order's was merged into; none if it was deleted with its user. */
async function messagesAfterMerge(deps: Dependencies, { ticketId, conversationId }: SendOrder): Promise<Message[]> {
  const { requesterId } = await ofTicket(deps.zendesk.ticket(ticketId));
  const survivor = await requestersConversation(deps, requesterId, conversationId);
  return survivor ? messagesOf(deps, survivor.id) : [];
}

const asSent = ({ at, id, sendId }: OutreachMessage): SendOutcome => ({ type: 'sent', at, messageId: id, sendId });

/** A message from any attempt at the same intent, in any rendition, except those known to have failed. */
function findOurs(messages: Message[], order: SendOrder): OutreachMessage | undefined {
  const { sendId, failedMessageIds, failedSendIds = [] } = order;
  const wanted = intentOf(sendId);
  return messages.find(
    (it): it is OutreachMessage =>
      it.by === 'ventana' &&
      intentOf(it.sendId) === wanted &&
      !failedMessageIds.includes(it.id) &&
      !failedSendIds.includes(it.sendId),
  );
}

/** `intent:rendition:attempt` */
const intentOf = (sendId: string): string => sendId.replace(/:[^:]*:\d+$/, '');

/** What Sunshine's answer to the post means. WhatsApp's own errors mostly come later, as delivery events. */
function refusalOf(error: VendorError, order: SendOrder): SendOutcome {
  const { status = 0 } = error;
  // A gateway's answer does not say how far the request got, and we cannot look for a notification.
  const gateway = order.conversationId === undefined && (status === 502 || status === 504);
  if (error.reached === 'unknown' || gateway) return { type: 'unknown' };
  const isFinal = status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
  if (!isFinal) throw error;
  return failed(parseDeliveryError(error.body));
}
