import type { PlantedFault } from '../planted';
import { aim } from '../sunshine/admin/v2Webhook';
import { ulid } from '../world/ids';
import { seedIntegrations, seedSchedule } from '../world/seed';
import type { InvocationStatus, ZendeskWebhook } from '../world/settings';
import { agentId, apiUserId, person, type World } from '../world/world';

type Fault<K extends PlantedFault['kind']> = Extract<PlantedFault, { kind: K }>;

/** Makes something in the account wrong. @throws when nothing has that name */
export function plant(world: World, fault: PlantedFault): void {
  switch (fault.kind) {
    case 'zendeskAccess':
      world.switches.zendeskAccess = fault.access;
      person(world, apiUserId).role = fault.access === 'agent' ? 'agent' : 'admin';
      return;
    case 'oauthClient':
      return plantClient(world, fault);
    case 'sunshineAccess':
      world.switches.sunshineAccess = fault.access;
      return;
    case 'clockSkew':
      world.switches.clockSkewMs = fault.ms;
      return;
    case 'rateLimit':
      world.switches.rateLimit = { limit: fault.limit ?? 700, remaining: fault.remaining };
      return;
    case 'failuresBeforeSuccess':
    case 'unreadableItems':
    case 'endlessPages':
      world.switches[fault.kind] = fault.on;
      return;
    case 'damagedMessages':
      world.switches.damagedMessages = fault.part;
      return;
    case 'webhook':
      return plantWebhook(world, fault);
    case 'webhookMoved':
      Object.assign(theOne(world.webhooks, 'name', fault.name), { endpoint: fault.endpoint, seeded: false });
      return;
    case 'trigger':
      return plantPresence(world.triggers, fault);
    case 'macro':
      return plantPresence(world.macros, fault);
    case 'ticketField':
      return plantPresence(world.fields, fault);
    case 'triggerChanged':
      Object.assign(theOne(world.triggers, 'title', fault.title), fault.change);
      return;
    case 'schedule':
      return plantSchedule(world, fault);
    case 'whatsAppIntegration':
      return plantNumber(world, fault);
    case 'sunshineWebhook':
      return plantSunshineWebhook(world, fault);
  }
}

function plantClient({ oauth, people }: World, { madeBy = 'ventana', scopes, status }: Fault<'oauthClient'>): void {
  const [client] = oauth.clients;
  oauth.tokens.clear();
  if (!client) throw new Error('There is no OAuth client in the sandbox');
  if (status === 'missing') oauth.clients = [];
  // Only administrators can make a client.
  const agent = people.get(agentId);
  if (madeBy === 'agent' && agent) agent.role = 'admin';
  Object.assign(client, { userId: madeBy === 'agent' ? agentId : apiUserId, scopes });
}

function theOne<T, K extends keyof T>(all: T[], key: K, value: T[K]): T {
  const found = all.find((it) => it[key] === value);
  if (!found) throw new Error(`Nothing is called "${String(value)}" in the sandbox`);
  return found;
}

function plantPresence<T extends { title: string; active: boolean }>(
  all: T[],
  { title, status }: Fault<'trigger' | 'macro' | 'ticketField'>,
): void {
  const found = theOne(all, 'title', title as T['title']);
  if (status === 'missing') all.splice(all.indexOf(found), 1);
  else found.active = status === 'active';
}

function plantWebhook(world: World, { name, status }: Fault<'webhook'>): void {
  const webhook = theOne(world.webhooks, 'name', name);
  if (status === 'missing') {
    world.webhooks.splice(world.webhooks.indexOf(webhook), 1);
    return;
  }
  webhook.circuitBroken = status === 'circuitBroken';
  if (status === 'failing') failLately(webhook, 'server error', world.now());
  if (status === 'circuitBroken') failLately(webhook, 'circuit broken', world.now());
  webhook.status = status === 'inactive' ? 'inactive' : 'active';
}

const invocationsFailed = 10;

function failLately(webhook: ZendeskWebhook, status: InvocationStatus, now: number): void {
  for (let number = 1; number <= invocationsFailed; number += 1) {
    const id = ulid();
    const statusCode = status === 'server error' ? 500 : null;
    const attempts = [{ id: `${id}-1`, status, statusCode, completedAt: now }];
    webhook.invocations.push({ id, status, createdAt: now, attempts });
  }
}

function plantSchedule(world: World, { schedule }: Fault<'schedule'>): void {
  world.schedule = schedule === 'none' ? undefined : { ...(world.schedule ?? seedSchedule()), ...schedule };
}

function plantNumber(world: World, { status }: Fault<'whatsAppIntegration'>): void {
  const others = world.integrations.filter(({ type }) => type !== 'whatsapp');
  const [number] = seedIntegrations(world.credentials.integrationId);
  world.integrations = status === 'missing' || !number ? others : [{ ...number, status }, ...others];
}

function plantSunshineWebhook(world: World, fault: Fault<'sunshineWebhook'>): void {
  const webhook = theOne(world.sunshineWebhooks, 'version', fault.version);
  if ('status' in fault) {
    world.sunshineWebhooks = world.sunshineWebhooks.filter((it) => it !== webhook);
    return;
  }
  aim(webhook, fault.target);
  webhook.triggers = fault.triggers ?? webhook.triggers;
}
