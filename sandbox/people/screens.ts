/** What the people look at: the customer's phone, and the ticket as Zendesk shows it to the agent. */
import { digits } from '../sunshine/conversations';
import type { TemplateDefinition, TicketView } from '../types';
import type { StoredMessage } from '../world/message';
import { templatesNow } from '../whatsapp/templateReview';
import type { Conversation, Person, Ticket } from '../world/model';
import { hours } from '../world/time';
import { conversationById, person, ticketById, type World } from '../world/world';
import { asRead, quickReplies, textOf } from './wording';
import { viewTicket } from './views';

export interface Screens {
  /** Everybody outside the company, with their tickets, oldest first. */
  customers(): { id: string; name: string; phone?: string; locale: string; ticketIds: string[] }[];
  phone(customerId: string): PhoneScreen;
  ticket(ticketId: string): TicketScreen;
  /** Titles of the active macros. */
  macros(): string[];
  templates(): Required<TemplateDefinition>[];
}

export interface PhoneScreen {
  /** Oldest first. */
  messages: PhoneMessage[];
  /** Meta's window, of the account's number. Absent: the customer has never written. */
  windowClosesAt?: number;
}

export interface PhoneMessage {
  at: number;
  from: 'customer' | 'business';
  text: string;
  /** Its name. */
  template?: string;
  buttons: { text: string; payload: string }[];
}

export interface TicketScreen extends TicketView {
  requester: string;
  requesterId: string;
  assignee?: string;
  /** With a value, by title. */
  fields: { title: string; value: string }[];
  /** Oldest first. */
  thread: Entry[];
}

export interface Entry {
  id: string;
  at: number;
  /** `note`: an internal comment; `mail`: a public one. */
  kind: 'message' | 'note' | 'mail';
  /** `api`: an integration. */
  from: 'customer' | 'agent' | 'api';
  name: string;
  text: string;
  template?: string;
  /** Meta's code: it did not reach the phone. */
  undelivered?: number;
}

export const screensOf = (world: World): Screens => ({
  customers: () =>
    [...world.people.values()]
      .filter(({ role }) => role === 'end-user')
      .map(({ id, name, phone, locale }) => ({
        ...{ id: String(id), name, locale, ...(phone !== undefined && { phone }) },
        ticketIds: [...world.tickets.values()].filter((it) => it.requesterId === id).map((it) => String(it.id)),
      })),
  phone: (customerId) => phoneOf(world, person(world, Number(customerId))),
  ticket: (ticketId) => ticketScreen(world, ticketById(world, ticketId)),
  macros: () => world.macros.filter(({ active }) => active).map(({ title }) => title),
  templates: () => templatesNow(world).map((it) => ({ ...it })),
});

function phoneOf(world: World, owner: Person): PhoneScreen {
  const arrived = owner.received.map((it): PhoneMessage => {
    if (it.kind === 'text') return { at: it.at, from: 'business', text: it.text || (it.file ?? ''), buttons: [] };
    const definition = world.templates.find(({ name, language }) => name === it.name && language === it.language);
    const text = asRead(definition, it.parameters, it.name);
    return {
      ...{ at: it.at, from: 'business', text, template: it.name },
      buttons: quickReplies(definition, it.buttons ?? {}),
    };
  });
  const wrote = (owner.wrote ?? []).map((it): PhoneMessage => ({ ...it, from: 'customer', buttons: [] }));
  const last = conversationsOf(world, owner)
    .map(({ customerLastAt }) => customerLastAt.get(world.credentials.integrationId))
    .filter((at) => at !== undefined);
  return {
    messages: [...wrote, ...arrived].sort((a, b) => a.at - b.at),
    ...(last.length > 0 && { windowClosesAt: Math.max(...last) + 24 * hours }),
  };
}

const conversationsOf = (world: World, { id }: Person): Conversation[] =>
  [...world.conversations.values()].filter(({ personId }) => personId === id);

function ticketScreen(world: World, ticket: Ticket): TicketScreen {
  const requester = person(world, ticket.requesterId);
  const assignee = ticket.assigneeId === null ? undefined : world.people.get(ticket.assigneeId)?.name;
  return {
    ...viewTicket(world, String(ticket.id)),
    requester: requester.name || digits(requester.phone ?? ''),
    requesterId: String(requester.id),
    ...(assignee !== undefined && { assignee }),
    fields: world.fields.flatMap(({ id, title, active }) => {
      const value = ticket.fields.get(id);
      return active && value !== undefined ? [{ title, value }] : [];
    }),
    // Audits know only the second.
    thread: [...messagesOf(world, ticket), ...commentsOf(world, ticket)].sort((a, b) => second(a) - second(b)),
  };
}

const second = ({ at }: Entry): number => Math.floor(at / 1000);

/** What an integration sends into the conversation stands in the ticket that is its newest then. */
function messagesOf(world: World, ticket: Ticket): Entry[] {
  if (ticket.conversationId === undefined) return [];
  const conversation = conversationById(world, ticket.conversationId);
  const ticketAt = (at: number): number | undefined =>
    conversation.ticketIds.findLast((id) => (world.tickets.get(id)?.createdAt ?? Infinity) <= at);
  return conversation.messages
    .filter((it) => (conversation.ticketOf.get(it.id) ?? ticketAt(Date.parse(it.received))) === ticket.id)
    .map((it) => entryOf(world, conversation, it));
}

function entryOf(world: World, { undelivered }: Conversation, message: StoredMessage): Entry {
  const { id, author, content, received, source } = message;
  const refusal = undelivered?.get(id);
  return {
    ...{ id, at: Date.parse(received), kind: 'message', name: author.displayName ?? '' },
    from: author.type === 'user' ? 'customer' : source.type.startsWith('api') ? 'api' : 'agent',
    text: textOf(content, world.templates),
    ...(content.type === 'template' && { template: content.template.name }),
    ...(refusal !== undefined && { undelivered: refusal }),
  };
}

const commentsOf = (world: World, ticket: Ticket): Entry[] =>
  ticket.audits.flatMap((audit) =>
    audit.events
      .filter(({ type }) => type === 'Comment')
      .map((event): Entry => {
        const author = world.people.get(audit.author_id);
        return {
          ...{ id: String(event.id), at: Date.parse(audit.created_at), text: String(event.body) },
          kind: event.public === false ? 'note' : 'mail',
          from: author?.role === 'end-user' ? 'customer' : audit.via.channel === 'api' ? 'api' : 'agent',
          name: author?.name ?? '',
        };
      }),
  );
