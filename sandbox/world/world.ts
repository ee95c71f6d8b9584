import type { SandboxOptions } from '../options';
import type { RequestRecord, TemplateDefinition } from '../types';
import type { Outbox } from '../webhooks/outbox';
import type { RequestFaults } from '../http/requestFaults';
import type { Refusals } from '../whatsapp/refusals';
import type { Clock } from './clock';
import type { Credentials } from './credentials';
import type { OAuthState } from './oauthState';
import type { Conversation, Person, Schedule, Ticket } from './model';
import type {
  Field,
  Integration,
  Macro,
  SunshineWebhook,
  Switches,
  Trigger,
  TriggerCategory,
  UserField,
  View,
  ZendeskWebhook,
} from './settings';

/** Everything that the simulated vendors store. */
export interface World {
  clock: Clock;
  now: () => number;
  options: SandboxOptions;
  credentials: Credentials;
  oauth: OAuthState;
  outbox: Outbox;
  requestFaults: RequestFaults;
  refusals: Refusals;
  people: Map<number, Person>;
  tickets: Map<number, Ticket>;
  conversations: Map<string, Conversation>;
  fields: Field[];
  userFields: UserField[];
  macros: Macro[];
  triggers: Trigger[];
  triggerCategories: TriggerCategory[];
  views: View[];
  webhooks: ZendeskWebhook[];
  integrations: Integration[];
  sunshineWebhooks: SunshineWebhook[];
  switches: Switches;
  /** Undefined: the account has no schedule. */
  schedule: Schedule | undefined;
  templates: Required<TemplateDefinition>[];
  /** Of templates that Meta has paused, by name and language. */
  templatePauses: Map<string, { count: number; until: number }>;
  requests: RequestRecord[];
  /** The next number of each sequence that has begun. */
  sequences: Map<string, number>;
  /** The next number in a sequence that starts at `first`. */
  next: (sequence: 'ticket' | 'user' | 'event' | 'token', first: number) => number;
}

export const apiUserId = 900;
export const agentId = 901;
export const adminId = 902;

/** The fields that people look at, as they are called in English. */
export const fieldTitles = {
  window: 'WhatsApp window',
  closesAt: 'WhatsApp window closes at',
  closesOn: 'WhatsApp window closes on',
  action: 'WhatsApp action',
  answer: 'WhatsApp answer',
  silence: 'WhatsApp silence',
  outcome: 'WhatsApp outcome',
} as const;

/** In an account that works in Spanish. */
const spanishTitles: Record<string, string> = {
  [fieldTitles.window]: 'WhatsApp: ventana',
  [fieldTitles.closesAt]: 'WhatsApp: cierre de la ventana',
  [fieldTitles.closesOn]: 'WhatsApp: día de cierre',
  [fieldTitles.action]: 'WhatsApp: acción',
  [fieldTitles.answer]: 'WhatsApp: respuesta',
  [fieldTitles.silence]: 'WhatsApp: silencio',
  [fieldTitles.outcome]: 'WhatsApp: resultado',
};

/** The field with this title, in English or Spanish; undefined if the account lacks it. */
export const fieldTitled = (world: World, title: string): Field | undefined =>
  world.fields.find((field) => field.title === title || field.title === spanishTitles[title]);

/** @throws when there is no such person */
export function person(world: World, id: number): Person {
  const found = world.people.get(id);
  if (!found) throw new Error(`No user ${id} in the sandbox`);
  return found;
}

/** @throws when there is no such ticket */
export function ticketById(world: World, id: string): Ticket {
  const found = world.tickets.get(Number(id));
  if (!found) throw new Error(`No ticket ${id} in the sandbox`);
  return found;
}

/** @throws when there is no such conversation */
export function conversationById(world: World, id: string): Conversation {
  const found = world.conversations.get(id);
  if (!found) throw new Error(`No conversation ${id} in the sandbox`);
  return found;
}
