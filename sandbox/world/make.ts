import { RequestFaults } from '../http/requestFaults';
import type { SandboxOptions } from '../options';
import { Outbox } from '../webhooks/outbox';
import { Refusals } from '../whatsapp/refusals';
import { Clock } from './clock';
import { makeCredentials } from './credentials';
import { seedCategory, seedIntegrations, seedSchedule, seedStaff, seedTemplates } from './seed';
import { seedOAuth } from './oauthState';
import { configure } from './seedConfigured';
import { copyOf, type SavedAccount } from './savedAccount';
import { apiUserId, type World } from './world';

/** A new account in which nobody has written yet. It is set up, unless an empty one was asked for. */
export function makeWorld(options: SandboxOptions, account?: SavedAccount): World {
  const clock = new Clock(options.now);
  const credentials = makeCredentials();
  const now = clock.now();
  const world: World = {
    clock,
    now: clock.now,
    options,
    credentials,
    oauth: seedOAuth(apiUserId, credentials.clientId, credentials.clientSecret, credentials.oauthToken),
    outbox: new Outbox({
      now: clock.now,
      retryPauseMs: options.retryPauseMs ?? 100,
      delayMs: options.webhookDelayMs ?? 5,
    }),
    requestFaults: new RequestFaults(),
    refusals: new Refusals(),
    people: new Map(seedStaff(credentials.email, now).map((person) => [person.id, person])),
    tickets: new Map(),
    conversations: new Map(),
    fields: [],
    userFields: [],
    macros: [],
    triggers: [],
    triggerCategories: [seedCategory(now)],
    views: [],
    webhooks: [],
    integrations: seedIntegrations(credentials.integrationId),
    sunshineWebhooks: [],
    switches: {
      zendeskAccess: 'admin',
      sunshineAccess: 'app',
      clockSkewMs: 0,
      rateLimit: undefined,
      failuresBeforeSuccess: false,
      unreadableItems: false,
      endlessPages: false,
      damagedMessages: 'none',
    },
    schedule: seedSchedule(),
    templates: seedTemplates(),
    templatePauses: new Map(),
    requests: [],
    sequences: new Map(),
    next: (sequence, first) => {
      const number = world.sequences.get(sequence) ?? first;
      world.sequences.set(sequence, number + 1);
      return number;
    },
  };
  if (account) Object.assign(world, copyOf(account));
  else if (options.seed !== 'none') configure(world);
  return world;
}
