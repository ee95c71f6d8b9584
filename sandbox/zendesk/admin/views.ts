import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { record } from '../../http/reply';
import type { Ticket } from '../../world/model';
import type { View } from '../../world/settings';
import { isoSeconds } from '../../world/time';
import type { World } from '../../world/world';
import { invalid, notFound } from '../errors';
import { ticketJson } from '../json';
import { page } from '../pages';
import { holds } from '../rules/evaluate';
import { hasConditions, readConditions } from '../rules/grammar';
import { begun, edit, readBody, type Resource } from './resource';

const schema = z.looseObject({
  title: z.string().trim().min(1, 'cannot be blank').optional(),
  description: z.string().nullish(),
  active: z.boolean().optional(),
  position: z.number().int().optional(),
  restriction: z.unknown().optional(),
  output: z
    .looseObject({
      columns: z.array(z.union([z.string(), z.number()])).optional(),
      group_by: z.string().optional(),
      group_order: z.enum(['asc', 'desc']).optional(),
      sort_by: z.string().optional(),
      sort_order: z.enum(['asc', 'desc']).optional(),
    })
    .optional(),
});

export const views = (world: World): Resource<View> => ({
  many: 'views',
  one: 'view',
  all: () => world.views,
  json: (view) => viewJson(world, view),
  create: (body) => {
    const given = readBody(schema, body);
    return {
      ...begun(world, given),
      description: given.description ?? null,
      position: given.position ?? world.views.length + 1,
      conditions: viewConditions(world, body),
      output: withOutput(world, { columns: DEFAULT_COLUMNS }, given.output),
      restriction: given.restriction ?? null,
    };
  },
  change: (view, body) => {
    const given = readBody(schema, body);
    if (hasConditions(body)) view.conditions = viewConditions(world, body);
    view.output = withOutput(world, view.output, given.output);
    edit(world, view, given);
    view.description = given.description === undefined ? view.description : given.description;
    view.position = given.position ?? view.position;
  },
});

const DEFAULT_COLUMNS = ['subject', 'requester', 'created'];

/**
 * What an output leaves out is as in a new view: whether Zendesk would keep it is not documented.
 * @throws Refused 422 for a column that cannot be sorted by
 */
function withOutput(world: World, before: View['output'], output: z.infer<typeof schema>['output']): View['output'] {
  if (output === undefined) return before;
  for (const by of [output.group_by, output.sort_by]) {
    if (by !== undefined && !canSortBy(world, by)) throw invalid('output', `Output: cannot be sorted by ${by}`);
  }
  return { ...output, columns: output.columns ?? DEFAULT_COLUMNS };
}

const sortable = ['assignee', 'created', 'group', 'nice_id', 'requester', 'status', 'updated', 'updated_requester'];

/** Of our own fields, those with tags (github.com/zendesk2, "view columns"; article 4408834953114) and dates. */
function canSortBy(world: World, column: string): boolean {
  const field = fieldOf(world, column);
  return field ? field.type !== 'text' && field.type !== 'textarea' : sortable.includes(column);
}

const fieldOf = (world: World, column: string) =>
  world.fields.find(({ id }) => String(id) === column.replace('custom_fields_', ''));

/** In the order of the view: by its groups, and within each by what it is sorted by. */
function inOrder(world: World, { output }: View, tickets: Ticket[]): Ticket[] {
  const compare = (by: string | undefined, order: string | undefined) => (a: Ticket, b: Ticket) =>
    by === undefined ? 0 : (order === 'desc' ? -1 : 1) * compareValues(valueOf(world, a, by), valueOf(world, b, by));
  const byGroup = compare(output.group_by, output.group_order);
  const bySort = compare(output.sort_by, output.sort_order);
  return tickets.sort((a, b) => byGroup(a, b) || bySort(a, b));
}

const compareValues = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function valueOf(world: World, ticket: Ticket, column: string): string | number {
  const field = fieldOf(world, column);
  if (field) return ticket.fields.get(field.id) ?? '';
  if (column === 'updated_requester') return lastByRequester(ticket);
  return column === 'updated' ? ticket.updatedAt : ticket.id;
}

const lastByRequester = ({ audits, requesterId, createdAt }: Ticket): number =>
  Math.max(createdAt, ...audits.filter((it) => it.author_id === requesterId).map((it) => Date.parse(it.created_at)));

/** What agents see in a view. */
export function viewTicketRoutes(server: FastifyInstance, world: World): void {
  const ticketsOf = (params: unknown): Ticket[] => {
    const view = world.views.find(({ id }) => String(id) === record(params).id);
    if (!view) throw notFound();
    const shown = [...world.tickets.values()].filter((it) => !it.deleted && holds(view.conditions, { ticket: it }));
    return inOrder(world, view, shown);
  };
  server.get('/api/v2/views/:id/tickets', (request) =>
    page(
      request,
      'tickets',
      ticketsOf(request.params).map((ticket) => ticketJson(world, ticket)),
    ),
  );
  server.get('/api/v2/views/:id/count', ({ params }) => {
    const value = ticketsOf(params).length;
    return { view_count: { view_id: Number(record(params).id), value, pretty: String(value), fresh: true } };
  });
}

const narrowing = ['status', 'type', 'group_id', 'assignee_id', 'requester_id'];

/** @throws Refused 422: Zendesk requires a condition on one of a few fields in `all` */
function viewConditions(world: World, body: object): View['conditions'] {
  const conditions = readConditions(world, body, 'view');
  if (!conditions.all.some(({ field }) => narrowing.includes(field))) {
    throw invalid('base', `You must select at least one of: ${narrowing.join(', ')}`);
  }
  return conditions;
}

const viewJson = (world: World, view: View): object => ({
  id: view.id,
  title: view.title,
  raw_title: view.title,
  description: view.description,
  active: view.active,
  position: view.position,
  default: false,
  restriction: view.restriction,
  conditions: view.conditions,
  execution: {
    columns: view.output.columns.map((id) => column(world, String(id))),
    fields: [],
    custom_fields: [],
    group_by: view.output.group_by ?? null,
    group_order: view.output.group_order ?? 'asc',
    sort_by: view.output.sort_by ?? null,
    sort_order: view.output.sort_order ?? 'desc',
  },
  created_at: isoSeconds(view.createdAt),
  updated_at: isoSeconds(view.updatedAt),
});

function column(world: World, id: string): object {
  const field = world.fields.find((it) => String(it.id) === id.replace('custom_fields_', ''));
  return field
    ? { id: field.id, title: field.title, type: field.type }
    : { id, title: id.charAt(0).toUpperCase() + id.slice(1) };
}
