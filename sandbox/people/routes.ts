import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refused } from '../http/reply';
import type { PlantedFault } from '../planted';
import type { Sandbox } from '../sandbox';
import type { Customer } from '../types';
import { errorShapes } from '../whatsapp/errors';
import { plantBody } from './plantBody';

const status = z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']);
const instant = z.union([z.number(), z.iso.datetime({ offset: true }).transform((it) => Date.parse(it))]);
const webhook = z.literal(false).optional();
const refused = {
  code: z.number(),
  shape: z.enum(errorShapes).optional(),
  how: z.enum(['event', 'request']).optional(),
};
const effect = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('respond'),
    status: z.number(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown().optional(),
  }),
  z.object({ kind: z.literal('hang'), ms: z.number() }),
  z.object({ kind: z.literal('slow'), ms: z.number() }),
  z.object({ kind: z.literal('loseResponse') }),
  z.object({ kind: z.literal('notJson'), status: z.number().optional() }),
  z.object({ kind: z.literal('failAfter'), status: z.number() }),
]);
const webhookEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drop') }),
  z.object({ kind: z.literal('duplicate') }),
  z.object({ kind: z.literal('delay'), ms: z.number() }),
  z.object({ kind: z.literal('reorder') }),
  z.object({ kind: z.literal('hold') }),
]);
const times = z.number().int().positive().optional();

/** Request bodies omit optional properties; the types of the acts do not allow `undefined` for them. */
type Exact<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function read<T>(schema: z.ZodType<T>, body: unknown): Exact<T> {
  const result = schema.safeParse(body ?? {});
  if (!result.success) throw new Refused(400, { error: z.prettifyError(result.error) });
  return result.data as Exact<T>;
}

interface ById {
  Params: { id: string };
}

/** The acts of people, the clock and the faults over HTTP, for anyone who runs the sandbox on its own. */
export function controlRoutes(server: FastifyInstance, sandbox: Sandbox): void {
  customerRoutes(server, sandbox);
  identityRoutes(server, sandbox);
  ticketRoutes(server, sandbox);
  deliveryRoutes(server, sandbox);
  accidentRoutes(server, sandbox);
  accountRoutes(server, sandbox);
  appRoutes(server, sandbox);
}

/** The sidebar app's requests, as Zendesk's proxy carries them out. */
function appRoutes(server: FastifyInstance, sandbox: Sandbox): void {
  const jwt = z.object({
    algorithm: z.string(),
    secret_key: z.string(),
    expiry: z.number().optional(),
    claims: z.record(z.string(), z.unknown()).optional(),
  });
  const schema = z.object({
    url: z.string(),
    type: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    contentType: z.string().optional(),
    data: z.string().optional(),
    secure: z.boolean().optional(),
    jwt: jwt.optional(),
  });
  server.post('/sandbox/app/requests', ({ body }) => sandbox.appRequests(read(schema, body)));
}

const customer = (id: string): Customer => ({ id, name: '' });

function customerRoutes(server: FastifyInstance, sandbox: Sandbox): void {
  server.post('/sandbox/customers', ({ body }) => {
    const schema = z.object({
      name: z.string(),
      phone: z.string().optional(),
      locale: z.string().optional(),
      onWhatsApp: z.boolean().optional(),
    });
    return sandbox.addCustomer(read(schema, body));
  });
  server.post<ById>('/sandbox/customers/:id/writes', ({ params, body }) => {
    const { text, ...how } = read(z.object({ text: z.string(), at: instant.optional(), webhook }), body);
    return sandbox.customerWrites(customer(params.id), text, how);
  });
  server.post<ById>('/sandbox/customers/:id/blocks', ({ params }) => {
    sandbox.customerBlocks(customer(params.id));
    return {};
  });
  server.post<ById>('/sandbox/customers/:id/opt-out', ({ params, body }) => {
    sandbox.setOptOut(customer(params.id), read(z.object({ optedOut: z.boolean().default(true) }), body).optedOut);
    return {};
  });
  server.get<ById>('/sandbox/customers/:id/received', ({ params }) => sandbox.received(customer(params.id)));
}

/** Identities that change. */
function identityRoutes(server: FastifyInstance, sandbox: Sandbox): void {
  server.post<ById>('/sandbox/customers/:id/taps', ({ params, body }) => {
    const tap = z.object({ payload: z.string(), text: z.string(), as: z.enum(['message', 'postback']) });
    sandbox.customerTaps(customer(params.id), read(tap, body));
    return {};
  });
  server.post<ById>('/sandbox/customers/:id/writes-elsewhere', ({ params, body }) => {
    const { text, ...how } = read(
      z.object({
        text: z.string(),
        channel: z.enum(['whatsapp', 'web', 'ios']).optional(),
        user: z.enum(['same', 'new']).optional(),
        conversationId: z.string().optional(),
        at: instant.optional(),
      }),
      body,
    );
    return sandbox.writesElsewhere(customer(params.id), text, how);
  });
  server.post<ById>('/sandbox/customers/:id/merge', ({ params, body }) => {
    const schema = z.object({ merged: z.string(), discarded: z.enum(['gone', 'empty']).optional(), webhook });
    const { merged, ...how } = read(schema, body);
    sandbox.mergeCustomers(customer(params.id), customer(merged), how);
    return {};
  });
  server.post<ById>('/sandbox/customers/:id/suspend', ({ params, body }) => {
    const act = read(z.object({ suspended: z.boolean().default(true) }), body);
    sandbox.suspend(customer(params.id), act.suspended);
    return {};
  });
  server.post<ById>('/sandbox/tickets/:id/requester', ({ params, body }) => {
    sandbox.setRequester(params.id, customer(read(z.object({ requester: z.string() }), body).requester));
    return sandbox.ticket(params.id);
  });
}

function ticketRoutes(server: FastifyInstance, sandbox: Sandbox): void {
  server.post('/sandbox/tickets', ({ body }) => {
    const schema = z.object({
      requester: z.string(),
      channel: z.string(),
      subject: z.string(),
      status: status.optional(),
    });
    const { requester, ...ticket } = read(schema, body);
    return { id: sandbox.addTicket({ ...ticket, requester: customer(requester) }) };
  });
  server.get<ById>('/sandbox/tickets/:id', ({ params }) => sandbox.ticket(params.id));
  server.delete<ById>('/sandbox/tickets/:id', ({ params }) => {
    sandbox.deleteTicket(params.id);
    return {};
  });
  server.get<ById>('/sandbox/tickets/:id/notes', ({ params }) => sandbox.notes(params.id));
  server.post<ById>('/sandbox/tickets/:id/replies', ({ params, body }) => {
    const { text, ...how } = read(z.object({ text: z.string(), webhook, failureEvent: webhook }), body);
    return sandbox.agentReplies(params.id, text, how);
  });
  server.post<ById>('/sandbox/tickets/:id/status', ({ params, body }) => {
    const act = read(z.object({ status, webhook }), body);
    sandbox.agentSets(params.id, act.status, act);
    return sandbox.ticket(params.id);
  });
  server.post<ById>('/sandbox/tickets/:id/macro', ({ params, body }) => {
    const act = read(z.object({ title: z.string(), webhook }), body);
    sandbox.agentAppliesMacro(params.id, act.title, act);
    return sandbox.ticket(params.id);
  });
  server.post<ById>('/sandbox/tickets/:id/auto-reply', ({ params, body }) => {
    const { kind, ...how } = read(z.object({ kind: z.enum(['trigger', 'bot', 'ai', 'activity']), webhook }), body);
    return sandbox.repliesByItself(params.id, kind, how);
  });
  server.post<ById>('/sandbox/tickets/:id/end-session', ({ params, body }) => {
    const act = read(z.object({ activity: z.string().optional(), webhook }), body);
    if (act.activity === undefined) sandbox.agentEndsSession(params.id, act);
    else sandbox.sessionEndsByMessage(params.id, act.activity);
    return sandbox.ticket(params.id);
  });
  server.delete<ById & { Params: { message: string } }>('/sandbox/tickets/:id/messages/:message', ({ params }) => {
    sandbox.deleteMessage(params.id, params.message);
    return {};
  });
  server.post<ById>('/sandbox/tickets/:id/merge', ({ params, body }) => {
    sandbox.mergeTicket(params.id, read(z.object({ into: z.string() }), body).into);
    return sandbox.ticket(params.id);
  });
}

/** The clock, the API calls received and the webhooks sent. */
function deliveryRoutes(server: FastifyInstance, sandbox: Sandbox): void {
  server.get('/sandbox/clock', () => ({ now: new Date(sandbox.now()).toISOString() }));
  server.post('/sandbox/clock', ({ body }) => {
    sandbox.setClock(read(z.object({ now: instant }), body).now);
    return { now: new Date(sandbox.now()).toISOString() };
  });
  server.post('/sandbox/target', ({ body }) => {
    sandbox.sendWebhooksTo(read(z.object({ url: z.url() }), body).url);
    return {};
  });
  server.get('/sandbox/requests', () => sandbox.requests());
  server.get('/sandbox/webhooks', () => ({ pending: sandbox.pending, log: sandbox.webhooks() }));
  server.post('/sandbox/webhooks/release', () => {
    sandbox.releaseWebhooks();
    return {};
  });
}

function accidentRoutes(server: FastifyInstance, sandbox: Sandbox): void {
  server.post('/sandbox/faults', ({ body }) => {
    const vendor = z.enum(['zendesk', 'sunshine']).optional();
    const word = z.string().optional();
    const schema = z.object({ vendor, method: word, path: word, body: word, times, until: instant.optional(), effect });
    sandbox.failRequests(read(schema, body) as Parameters<Sandbox['failRequests']>[0]);
    return {};
  });
  server.post('/sandbox/webhook-faults', ({ body }) => {
    const vendor = z.enum(['zendesk', 'sunshine', 'notification']).optional();
    sandbox.failWebhooks(read(z.object({ vendor, event: z.string().optional(), times, effect: webhookEffect }), body));
    return {};
  });
  server.post('/sandbox/refusals', ({ body }) => {
    const { customer: id, ...refusal } = read(z.object({ ...refused, customer: z.string().optional(), times }), body);
    sandbox.refuseDeliveries({ ...refusal, ...(id !== undefined && { customer: customer(id) }) });
    return {};
  });
  server.post('/sandbox/outage', ({ body }) => {
    sandbox.beginOutage(read(z.object({ ...refused, until: instant.optional() }), body));
    return {};
  });
  server.delete('/sandbox/faults', () => {
    sandbox.clearFaults();
    return {};
  });
}

/** What Meta says of a template. */
const judged = {
  status: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED', 'IN_APPEAL', 'ARCHIVED']).optional(),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']).optional(),
  quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).optional(),
};

/** What is in the account. */
function accountRoutes(server: FastifyInstance, sandbox: Sandbox): void {
  server.post('/sandbox/holidays', ({ body }) => {
    const holiday = z.object({ name: z.string(), start_date: z.iso.date(), end_date: z.iso.date() });
    sandbox.setHolidays(read(z.object({ holidays: z.array(holiday) }), body).holidays);
    return {};
  });
  server.post('/sandbox/templates', ({ body }) => {
    const schema = z.object({
      name: z.string(),
      language: z.string(),
      body: z.string(),
      components: z.array(z.looseObject({ type: z.string() })).optional(),
      ...judged,
    });
    sandbox.setTemplate(read(schema, body));
    return {};
  });
  server.patch('/sandbox/templates', ({ body }) => {
    const { name, language, ...review } = read(z.object({ name: z.string(), language: z.string(), ...judged }), body);
    sandbox.reviewTemplate(name, language, review);
    return {};
  });
  server.delete('/sandbox/templates', ({ body }) => {
    const { name, language } = read(z.object({ name: z.string(), language: z.string().optional() }), body);
    sandbox.removeTemplate(name, language);
    return {};
  });
  server.post('/sandbox/oauth/revoke', () => {
    sandbox.revokeTokens();
    return {};
  });
  server.post('/sandbox/oauth/rotate', () => ({ secret: sandbox.rotateSecret() }));
  server.post('/sandbox/plant', ({ body }) => {
    sandbox.plant(read(plantBody, body) as PlantedFault);
    return {};
  });
}
