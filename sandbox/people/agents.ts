import type { ActOptions, NewMacro, NewTicket, ReplyOptions, TicketStatus } from '../types';
import { sendToConversation, type BusinessMessage } from '../sunshine/send';
import { largeNumber } from '../world/ids';
import type { StoredMessage } from '../world/message';
import type { Conversation, Ticket } from '../world/model';
import { makeOption } from '../world/seedFields';
import { seedActionTriggers } from '../world/seedTriggers';
import {
  adminId,
  agentId,
  conversationById,
  fieldTitled,
  fieldTitles,
  person,
  ticketById,
  type World,
} from '../world/world';
import { isoSeconds } from '../world/time';
import { announceUpdate } from '../zendesk/announce';
import { createTicket } from '../zendesk/create';
import { tellEvent, tellMessageAdded } from '../zendesk/eventWebhooks';
import { macroChange } from '../zendesk/macros';
import { snapshot } from '../zendesk/rules/subject';
import { eventId, makeAudit, updateTicket, type TicketChange } from '../zendesk/updates';

const agent = { id: agentId, via: 'web' as const };

const quietly = <T>(world: World, options: ActOptions, act: () => T): T =>
  options.webhook === false ? world.outbox.silently(act) : act();

/**
 * The agent answers: in the WhatsApp conversation if there is one, otherwise by public comment. A new ticket becomes
 * open.
 */
export function agentReplies(
  world: World,
  ticketId: string,
  text: string,
  options: ReplyOptions = {},
): { message?: StoredMessage; delivered: boolean } {
  const ticket = ticketById(world, ticketId);
  const takes: TicketChange = { assignee_id: agentId, ...(ticket.status === 'new' && { status: 'open' as const }) };
  return quietly(world, options, () => {
    const conversation = conversationOf(world, ticket);
    if (!conversation) {
      updateTicket(world, ticket, { ...takes, comment: { body: text, public: true } }, agent);
      return { delivered: false };
    }
    const said = { ...agentMessage(world, text), ...(options.content && { content: options.content }) };
    const sent = sayIn(world, ticket, conversation, said, options);
    updateTicket(world, ticket, takes, agent);
    return sent;
  });
}

/** Zendesk's own bot writes to the customer. */
export function botReplies(
  world: World,
  ticketId: string,
  text: string,
  options: ActOptions = {},
): { message: StoredMessage } {
  const ticket = ticketById(world, ticketId);
  const conversation = conversationOf(world, ticket);
  if (!conversation) throw new Error(`Ticket ${ticketId} has no conversation`);
  const content = { type: 'text' as const, text };
  const bot = { content, source: 'zd:answerBot', displayName: 'Answer Bot', subtypes: ['bot'] };
  return quietly(world, options, () => sayIn(world, ticket, conversation, bot, {}));
}

const agentMessage = (world: World, text: string): BusinessMessage => ({
  content: { type: 'text', text },
  source: 'zd:agentWorkspace',
  displayName: person(world, agentId).name,
  subtypes: ['agent'],
  metadata: { '__zendesk_msg.agent.id': String(agentId) },
});

function sayIn(
  world: World,
  ticket: Ticket,
  conversation: Conversation,
  message: BusinessMessage,
  options: ReplyOptions,
) {
  const failureEvent = options.failureEvent !== false;
  const sent = sendToConversation(world, conversation, message, { failureEvent });
  conversation.ticketOf.set(sent.message.id, ticket.id);
  tellMessageAdded(world, ticket, conversation, sent.message);
  if (!sent.delivered && world.options.failuresInAudits) tellInAudits(world, ticket, sent.message);
  return sent;
}

/** As Agent Workspace shows it among a ticket's events. Its name and form are not documented. */
function tellInAudits(world: World, ticket: Ticket, { id }: StoredMessage): void {
  const event = { id: eventId(world), type: 'ChatMessageDeliveryFailed', value: { message_id: id } };
  ticket.audits.push(makeAudit(world, ticket, agent, [event]));
  ticket.updatedAt = world.now();
}

/**
 * The agent ends the messaging session. The customer's next message opens another conversation and another ticket; this
 * one keeps its status.
 */
export function agentEndsSession(world: World, ticketId: string, options: ActOptions = {}): void {
  const ticket = ticketById(world, ticketId);
  const conversation = conversationOf(world, ticket);
  if (!conversation) throw new Error(`Ticket ${ticketId} has no conversation`);
  quietly(world, options, () => {
    conversation.ended = true;
    const ended = { conversation_id: conversation.id, channel: ticket.channel, ended_at: isoSeconds(world.now()) };
    const event = { id: eventId(world), type: 'ChatEndedEvent', value: ended };
    const audit = makeAudit(world, ticket, agent, [event]);
    ticket.audits.push(audit);
    ticket.updatedAt = world.now();
    announceUpdate(world, ticket, snapshot(ticket), audit, agent);
  });
}

/** The customer, or a trigger, ends the session: only a system message in the conversation tells. */
export function sessionEndsByMessage(world: World, ticketId: string, type = 'conversation:endedByUser'): void {
  const ticket = ticketById(world, ticketId);
  const conversation = conversationOf(world, ticket);
  if (!conversation) throw new Error(`Ticket ${ticketId} has no conversation`);
  conversation.ended = true;
  const content = { type: 'text' as const, text: 'Ended' };
  sayIn(world, ticket, conversation, { content, source: 'zd:agentWorkspace', activity: { type } }, {});
}

/** An agent changes the text of a message of the conversation. No webhook tells of it. */
export function editMessage(world: World, ticketId: string, messageId: string, text: string): void {
  const conversation = conversationOf(world, ticketById(world, ticketId));
  const message = conversation?.messages.find(({ id }) => id === messageId);
  if (message) message.content = { type: 'text', text };
}

/** Somebody deletes a message of the conversation. No webhook tells of it. */
export function deleteMessage(world: World, ticketId: string, messageId: string): void {
  const conversation = conversationOf(world, ticketById(world, ticketId));
  if (conversation) conversation.messages = conversation.messages.filter(({ id }) => id !== messageId);
}

const conversationOf = (world: World, ticket: Ticket): Conversation | undefined =>
  ticket.conversationId === undefined ? undefined : conversationById(world, ticket.conversationId);

export function agentSets(world: World, ticketId: string, status: TicketStatus, options: ActOptions = {}): void {
  quietly(world, options, () => updateTicket(world, ticketById(world, ticketId), { status }, agent));
}

/** The agent applies a macro and submits. A public comment is sent as a reply. */
export function agentAppliesMacro(world: World, ticketId: string, title: string, options: ActOptions = {}): void {
  const macro = world.macros.find((it) => it.title === title && it.active);
  if (!macro) throw new Error(`No active macro "${title}" in the sandbox`);
  const { comment, ...change } = macroChange(macro);
  const actor = options.as === 'admin' ? { ...agent, id: adminId } : agent;
  quietly(world, options, () => {
    const note = comment?.public === false ? { comment } : {};
    updateTicket(world, ticketById(world, ticketId), { ...change, ...note }, actor);
    if (comment?.public) agentReplies(world, ticketId, comment.body, options);
  });
}

export function addTicket(
  world: World,
  { requester, channel, subject, status = 'open', assignedTo }: NewTicket,
): string {
  const requesterId = Number(requester.id);
  const ticket = createTicket(world, { requesterId, channel, subject, status }, { id: requesterId, via: 'web' });
  if (assignedTo) ticket.assigneeId = agentId;
  return String(ticket.id);
}

export function deleteTicket(world: World, ticketId: string): void {
  const ticket = ticketById(world, ticketId);
  ticket.deleted = true;
  ticket.updatedAt = world.now();
  tellEvent(world, ticket, 'ticket.soft_deleted', {});
}

export function restoreTicket(world: World, ticketId: string): void {
  ticketById(world, ticketId).deleted = false;
}

/** Closes the ticket and merges it into another, which takes over the conversation if it has none that goes on. */
export function mergeTicket(world: World, ticketId: string, intoTicketId: string): void {
  const [ticket, into] = [ticketById(world, ticketId), ticketById(world, intoTicketId)];
  const comment = { body: `Merged into #${intoTicketId}`, public: false };
  updateTicket(world, ticket, { status: 'closed', additional_tags: ['closed_by_merge'], comment }, agent);
  const conversation = conversationOf(world, ticket);
  const goesOn = conversationOf(world, into)?.ended !== true;
  if (conversation && (into.conversationId === undefined || !goesOn)) {
    into.conversationId = conversation.id;
    conversation.ticketIds.push(into.id);
    const started = { conversation_id: conversation.id, channel: 'whatsapp', history: [] };
    into.audits.push(makeAudit(world, into, agent, [{ id: eventId(world), type: 'ChatStartedEvent', value: started }]));
  }
  tellEvent(world, ticket, 'ticket.merged', { target_ticket_id: into.id });
}

/** An administrator adds a macro. Its action becomes an option of the field "WhatsApp action". */
export function addMacro(world: World, { title, action, status, comment, tags }: NewMacro): void {
  const field = fieldTitled(world, fieldTitles.action);
  const actions: { field: string; value: string }[] = [];
  if (action !== undefined && field) {
    if (!field.options.some(({ value }) => value === action)) field.options.push(makeOption(action));
    seedActionTriggers(world);
    actions.push({ field: `custom_fields_${field.id}`, value: action });
  }
  if (status) actions.push({ field: 'status', value: status });
  if (tags) actions.push({ field: 'current_tags', value: tags.join(' ') });
  if (comment !== undefined) {
    actions.push({ field: 'comment_value', value: comment }, { field: 'comment_mode_is_public', value: 'false' });
  }
  const macro = { id: largeNumber(), title, description: null, active: true, restriction: null, actions };
  world.macros = [...world.macros.filter((it) => it.title !== title), macro];
}
