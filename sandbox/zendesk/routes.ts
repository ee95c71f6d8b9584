import type { FastifyInstance, FastifyRequest } from 'fastify';
import { exportLimit } from '../http/rateLimits';
import { record, text } from '../http/reply';
import type { Person, Ticket } from '../world/model';
import type { Macro } from '../world/settings';
import { actingAs } from '../world/oauth';
import type { World } from '../world/world';
import { readTicketPut } from './bodies';
import { conversationLog } from './conversationLog';
import { invalid, notFound } from './errors';
import { ticketExport } from './export';
import { identitiesJson, ticketJson, userJson } from './json';
import { macroPreview } from './macros';
import { page } from './pages';
import { updateTicket } from './updates';

const MOST_SHOWN = 100;

/** Tickets, their history and the export, under `/api/v2`. */
export function ticketRoutes(server: FastifyInstance, world: World): void {
  const base = '/api/v2/tickets/:id';
  const actorOf = ({ headers }: FastifyRequest) => ({
    id: actingAs(world, headers.authorization),
    via: 'api' as const,
  });

  server.get('/api/v2/tickets/show_many', (request) => ({ tickets: shownTickets(world, request) }));

  server.get(base, (request) => ({ ticket: ticketJson(world, ticketOf(world, request.params)) }));

  server.put(base, (request) => {
    const ticket = ticketOf(world, request.params);
    const audit = updateTicket(world, ticket, readTicketPut(world, ticket, request.body), actorOf(request));
    return { ticket: ticketJson(world, ticket), audit };
  });

  server.put(`${base}/tags`, (request) => {
    const ticket = ticketOf(world, request.params);
    const { tags, ...guard } = record(request.body);
    const change = readTicketPut(world, ticket, { ticket: { additional_tags: tags, ...guard } });
    updateTicket(world, ticket, change, actorOf(request));
    return { tags: ticket.tags };
  });

  server.get(`${base}/audits`, (request) => page(request, 'audits', ticketOf(world, request.params).audits));

  server.get(`${base}/conversation_log`, (request) =>
    page(request, 'events', conversationLog(world, ticketOf(world, request.params))),
  );

  server.get(`${base}/macros/:macro/apply`, (request) =>
    macroPreview(world, macroOf(world, record(request.params).macro), ticketOf(world, request.params)),
  );

  const limitExports = exportLimit(world);
  server.get('/api/v2/incremental/tickets/cursor', (request) => {
    limitExports();
    return ticketExport(world, request);
  });
}

export function userRoutes(server: FastifyInstance, world: World): void {
  const base = '/api/v2/users/:id';

  server.get(base, (request) => ({ user: userJson(world, userOf(world, request)) }));

  server.get(`${base}/tickets/assigned`, (request) => {
    const { id } = userOf(world, request);
    const theirs = [...world.tickets.values()].filter((it) => it.assigneeId === id && !it.deleted);
    return page(
      request,
      'tickets',
      theirs.map((it) => ticketJson(world, it)),
    );
  });

  server.put(base, (request) => {
    const user = userOf(world, request);
    const change = record(record(request.body).user);
    const known = new Set(world.userFields.map(({ key }) => key));
    for (const [key, value] of Object.entries(record(change.user_fields))) {
      if (known.has(key)) user.userFields[key] = value;
    }
    user.name = text(change.name) ?? user.name;
    user.locale = text(change.locale) ?? user.locale;
    const phone = text(change.phone);
    if (phone !== undefined) user.phone = phone;
    user.updatedAt = world.now();
    return { user: userJson(world, user) };
  });

  server.get(`${base}/identities`, (request) => page(request, 'identities', identitiesJson(userOf(world, request))));
}

/** Deleted tickets and unknown ids are left out. */
function shownTickets(world: World, { query }: FastifyRequest): object[] {
  const ids = (text(record(query).ids) ?? '').split(',');
  if (ids.length > MOST_SHOWN) throw invalid('ids', 'is too long');
  const tickets = ids.map((id) => world.tickets.get(Number(id))).filter((it) => it !== undefined && !it.deleted);
  return tickets.map((it) => ticketJson(world, it as Ticket));
}

function ticketOf(world: World, params: unknown): Ticket {
  const ticket = world.tickets.get(Number(record(params).id));
  if (!ticket || ticket.deleted) throw notFound();
  return ticket;
}

function userOf(world: World, { params, headers }: FastifyRequest): Person {
  const id = text(record(params).id);
  const user = world.people.get(id === 'me' ? actingAs(world, headers.authorization) : Number(id));
  if (!user) throw notFound();
  return user;
}

function macroOf(world: World, id: unknown): Macro {
  const macro = world.macros.find((it) => String(it.id) === id);
  if (!macro) throw notFound();
  return macro;
}
