import { asAgent } from './zaf/asAgent';
import { throughProxy } from './zaf/proxy';
import { customerBlocks, customerTaps, customerWrites, addCustomer, setOptOut } from './people/customers';
import * as identities from './people/identities';
import * as agents from './people/agents';
import { repliesByItself } from './people/autoReplies';
import { plant } from './people/plant';
import { screensOf } from './people/screens';
import { viewNotes, viewTicket } from './people/views';
import { controlRoutes } from './people/routes';
import { zendeskApiToken } from './http/credentials';
import { createServer } from './http/server';
import { removeTemplate, setTemplate } from './sunshine/admin/templates';
import { reviewTemplate } from './whatsapp/templateReview';
import { v11Routes, v2Routes } from './sunshine/routes';
import type { SandboxOptions } from './options';
import type { Sandbox } from './sandbox';
import { sendTo } from './webhooks/sendTo';
import { environment } from './world/credentials';
import { makeWorld } from './world/make';
import { copyOf, type SavedAccount } from './world/savedAccount';
import { revokeTokens, rotateSecret } from './world/oauth';
import { person, type World } from './world/world';
import { oauthRoutes } from './zendesk/oauth';
import { ticketRoutes, userRoutes } from './zendesk/routes';
import { settingRoutes } from './zendesk/settingRoutes';

/**
 * Starts a simulated Zendesk and WhatsApp that answer over HTTP. Nobody receives its webhooks until `sendWebhooksTo` is
 * called.
 * @param account what another sandbox's account stored at some moment; default: a new one, as `seed` says
 */
export async function startSandbox(options: SandboxOptions = {}, account?: SavedAccount): Promise<Sandbox> {
  const world = makeWorld(options, account);
  const server = createServer(world);
  oauthRoutes(server, world);
  ticketRoutes(server, world);
  userRoutes(server, world);
  settingRoutes(server, world);
  v2Routes(server, world);
  v11Routes(server, world);
  let url = '';
  const close = async (): Promise<void> => {
    await world.outbox.close();
    await server.close();
  };
  const sandbox = makeSandbox(world, () => url, close);
  controlRoutes(server, sandbox);
  url = await server.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  return sandbox;
}

const templateActs = (world: World): Pick<Sandbox, 'setTemplate' | 'reviewTemplate' | 'removeTemplate'> => ({
  setTemplate: (definition) => setTemplate(world, definition),
  reviewTemplate: (name, language, review) => reviewTemplate(world, name, language, review),
  removeTemplate: (name, language) => removeTemplate(world, name, language),
});

const makeSandbox = (world: World, url: () => string, close: () => Promise<void>): Sandbox => ({
  get url() {
    return url();
  },
  integrationId: world.credentials.integrationId,
  account: world.credentials.subdomain,
  env: () => environment(url(), world.credentials, world.options),
  apiTokenHeader: zendeskApiToken(world.credentials),
  revokeTokens: () => revokeTokens(world),
  rotateSecret: () => rotateSecret(world),
  sendWebhooksTo: (baseUrl, path = '/webhooks') => sendTo(world, baseUrl, path),
  get pending() {
    return world.outbox.pending;
  },
  settled: () => world.outbox.settled(),
  close,
  now: world.now,
  setClock: (now) => world.clock.set(now),

  addCustomer: (customer) => addCustomer(world, customer),
  customerWrites: (customer, text, how) => customerWrites(world, customer, text, how),
  customerBlocks: (customer, isShown) => customerBlocks(world, customer, isShown),
  setOptOut: (customer, optedOut) => setOptOut(world, customer, optedOut),
  customerTaps: (customer, tap) => customerTaps(world, customer, tap),
  writesElsewhere: (customer, text, how) => identities.writesElsewhere(world, customer, text, how),
  mergeCustomers: (into, merged, how) => identities.mergeCustomers(world, into, merged, how),
  suspend: (customer, suspended) => identities.suspend(world, customer, suspended),
  setRequester: (ticketId, customer) => identities.setRequester(world, ticketId, customer),
  agentReplies: (ticketId, text, how) => agents.agentReplies(world, ticketId, text, how),
  botReplies: (ticketId, text, how) => agents.botReplies(world, ticketId, text, how),
  repliesByItself: (ticketId, kind, how) => repliesByItself(world, ticketId, kind, how),
  agentEndsSession: (ticketId, how) => agents.agentEndsSession(world, ticketId, how),
  sessionEndsByMessage: (ticketId, activity) => agents.sessionEndsByMessage(world, ticketId, activity),
  editMessage: (ticketId, messageId, text) => agents.editMessage(world, ticketId, messageId, text),
  deleteMessage: (ticketId, messageId) => agents.deleteMessage(world, ticketId, messageId),
  agentSets: (ticketId, status, how) => agents.agentSets(world, ticketId, status, how),
  agentAppliesMacro: (ticketId, title, how) => agents.agentAppliesMacro(world, ticketId, title, how),
  addTicket: (ticket) => agents.addTicket(world, ticket),
  deleteTicket: (ticketId) => agents.deleteTicket(world, ticketId),
  restoreTicket: (ticketId) => agents.restoreTicket(world, ticketId),
  mergeTicket: (ticketId, into) => agents.mergeTicket(world, ticketId, into),

  appRequests: (request) =>
    request.url.startsWith('/')
      ? asAgent(world, url(), request)
      : throughProxy(request, { shared_secret: world.credentials.appSecret }, world.now()),
  addMacro: (macro) => agents.addMacro(world, macro),
  ...templateActs(world),
  setHolidays: (holidays) => {
    if (!world.schedule) throw new Error('The account has no schedule');
    world.schedule.holidays = holidays.map((holiday, index) => ({ ...holiday, id: index + 1 }));
  },

  ticket: (ticketId) => viewTicket(world, ticketId),
  notes: (ticketId) => viewNotes(world, ticketId),
  received: (customer) => [...person(world, Number(customer.id)).received],
  screens: screensOf(world),
  requests: () => [...world.requests],
  webhooks: () => [...world.outbox.log],

  failRequests: (fault) => world.requestFaults.add(fault),
  failWebhooks: (fault) => world.outbox.fail(fault),
  refuseDeliveries: (refusal) => world.refusals.add(refusal),
  beginOutage: (outage) => world.refusals.begin(outage),
  releaseWebhooks: () => world.outbox.release(),
  plant: (fault) => plant(world, fault),
  clearFaults: () => {
    world.requestFaults.clear();
    world.outbox.clearFaults();
    world.refusals.clear();
  },
  savedAccount: () => copyOf(world),
});
