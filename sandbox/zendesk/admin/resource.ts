import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { record, text } from '../../http/reply';
import { invalid, notFound } from '../errors';
import { page } from '../pages';
import { largeNumber } from '../../world/ids';
import type { World } from '../../world/world';

/** A kind of setting that administrators manage by REST. */
export interface Resource<T extends { id: number | string }> {
  /** The plural, used in the path and as the key of lists: `ticket_fields`. */
  many: string;
  /** The singular, used as the key of one object: `ticket_field`. */
  one: string;
  /** The list itself, not a copy. */
  all: () => T[];
  json: (it: T) => object;
  /** @throws Refused 422 */
  create: (body: object) => T;
  /** Changes only what the body names. @throws Refused 422 */
  change: (it: T, body: object) => void;
  /** Called before deletion. @throws Refused 422 when it is in use */
  removing?: (it: T) => void;
  /** Default: all of them, in order of creation. */
  list?: (query: Record<string, unknown>) => T[];
  /** Entries at the beginning of lists that nobody can change. */
  fixed?: object[];
}

/** Serves list, show, create, change and delete, with Zendesk's paging and wrapping. */
export function serve<T extends { id: number | string }>(server: FastifyInstance, it: Resource<T>): void {
  const path = `/api/v2/${it.many}`;
  const find = (params: unknown): T => {
    const found = it.all().find(({ id }) => String(id) === record(params).id);
    if (!found) throw notFound();
    return found;
  };
  const given = (body: unknown): object => record(record(body)[it.one]);

  server.get(path, (request) => {
    const listed = (it.list?.(record(request.query)) ?? it.all()).map(it.json);
    return page(request, it.many, [...(it.fixed ?? []), ...listed]);
  });
  server.get(`${path}/:id`, ({ params }) => ({ [it.one]: it.json(find(params)) }));
  server.post(path, ({ body }, reply) => {
    const made = it.create(given(body));
    it.all().push(made);
    return reply.code(201).send({ [it.one]: it.json(made) });
  });
  const change = (params: unknown, body: unknown): object => {
    const found = find(params);
    it.change(found, given(body));
    return { [it.one]: it.json(found) };
  };
  server.put(`${path}/:id`, ({ params, body }) => change(params, body));
  server.patch(`${path}/:id`, ({ params, body }) => change(params, body));
  server.delete(`${path}/:id`, ({ params }, reply) => {
    const found = find(params);
    it.removing?.(found);
    it.all().splice(it.all().indexOf(found), 1);
    return reply.code(204).send();
  });
}

/** Rules have two more lists: the active ones, and those with a given word in the title. */
export function serveRules<T extends { id: number; title: string; active: boolean }>(
  server: FastifyInstance,
  it: Resource<T>,
): void {
  const path = `/api/v2/${it.many}`;
  const list = it.list ?? it.all;
  server.get(`${path}/active`, (request) =>
    page(
      request,
      it.many,
      list({})
        .filter((rule) => rule.active)
        .map(it.json),
    ),
  );
  server.get(`${path}/search`, (request) => {
    const words = (text(record(request.query).query) ?? '').toLowerCase();
    const found = list({}).filter(({ title }) => title.toLowerCase().includes(words));
    return page(request, it.many, found.map(it.json));
  });
  serve(server, { ...it, list: (query) => activeOnly(list(query), query.active) });
}

const activeOnly = <T extends { active: boolean }>(rules: T[], wanted: unknown): T[] =>
  wanted === undefined ? rules : rules.filter(({ active }) => String(active) === wanted);

/** @throws Refused 422 with the first error */
export function readBody<S extends z.ZodType>(schema: S, body: object): z.infer<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(
    String(issue?.path[0] ?? 'base'),
    `${String(issue?.path[0] ?? 'Body')}: ${issue?.message ?? 'is invalid'}`,
  );
}

/** @throws Refused 422, as Zendesk words it, when it is missing */
export function required<T>(field: string, value: T | undefined): T {
  if (value === undefined) throw invalid(field, `${field.charAt(0).toUpperCase()}${field.slice(1)}: cannot be blank`);
  return value;
}

interface Given {
  title?: string | undefined;
  active?: boolean | undefined;
}

/** What everything created by administrators has in common. @throws Refused 422 without a title */
export function begun(world: World, { title, active = true }: Given) {
  const now = world.now();
  return { id: largeNumber(), title: required('title', title), active, createdAt: now, updatedAt: now };
}

/** Changes those of the common properties that the body names. */
export function edit(world: World, it: ReturnType<typeof begun>, { title, active }: Given): void {
  it.title = title ?? it.title;
  it.active = active ?? it.active;
  it.updatedAt = world.now();
}
