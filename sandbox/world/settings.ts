/** The settings that administrators make in the two accounts. */

export interface FieldOption {
  id: number;
  name: string;
  /** A tag. */
  value: string;
}

export interface Field {
  id: number;
  title: string;
  type: string;
  description: string;
  active: boolean;
  options: FieldOption[];
  createdAt: number;
  updatedAt: number;
}

export interface UserField {
  id: number;
  key: string;
  type: string;
  title: string;
  description: string;
  active: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface Macro {
  id: number;
  title: string;
  description: string | null;
  active: boolean;
  actions: { field: string; value: string }[];
  restriction: unknown;
}

export interface Condition {
  field: string;
  operator: string;
  value: string | null;
}

export interface Conditions {
  all: Condition[];
  any: Condition[];
}

export interface Trigger {
  id: number;
  title: string;
  description: string | null;
  active: boolean;
  position: number;
  categoryId: string;
  conditions: Conditions;
  /** Only `notification_webhook`: the webhook's id and the body with its placeholders. */
  actions: { field: 'notification_webhook'; value: [webhookId: string, body: string] }[];
  createdAt: number;
  updatedAt: number;
}

export interface TriggerCategory {
  id: string;
  name: string;
  position: number;
  createdAt: number;
  updatedAt: number;
}

export interface View {
  id: number;
  title: string;
  description: string | null;
  active: boolean;
  position: number;
  conditions: Conditions;
  output: {
    columns: (string | number)[];
    group_by?: string | undefined;
    group_order?: string | undefined;
    sort_by?: string | undefined;
    sort_order?: string | undefined;
  };
  restriction: unknown;
  createdAt: number;
  updatedAt: number;
}

export type InvocationStatus = 'accepted' | 'success' | 'client error' | 'server error' | 'failed' | 'circuit broken';

export interface Invocation {
  id: string;
  status: InvocationStatus;
  createdAt: number;
  attempts: { id: string; status: InvocationStatus; statusCode: number | null; completedAt: number }[];
}

export interface ZendeskWebhook {
  id: string;
  name: string;
  description: string | null;
  status: 'active' | 'inactive';
  /** Empty for a seeded webhook until its target is set. */
  endpoint: string;
  /** `conditional_ticket_events` (triggers), or event types. */
  subscriptions: string[];
  authentication?: { type: string; add_position: string; data: Record<string, string> } | undefined;
  customHeaders: Record<string, string>;
  secret: string;
  createdAt: number;
  updatedAt: number;
  /** Oldest first. */
  invocations: Invocation[];
  circuitBroken: boolean;
  /** Part of the seed: sent to the target of the sandbox's webhooks. */
  seeded: boolean;
}

export interface Integration {
  id: string;
  type: string;
  status: 'active' | 'inactive' | 'error';
  displayName: string | null;
  details: Record<string, unknown>;
}

export interface SunshineWebhook {
  id: string;
  version: 'v2' | 'v1.1';
  /** v2 only: the custom integration that the webhook belongs to. */
  integrationId?: string;
  /** Empty for a seeded webhook until its target is set. */
  target: string;
  triggers: string[];
  secret: string;
  includeFullUser: boolean;
  includeFullSource: boolean;
  seeded: boolean;
}

/** Faults that last until another of the same kind is planted. */
export interface Switches {
  zendeskAccess: 'admin' | 'agent' | 'revoked';
  sunshineAccess: 'app' | 'integration' | 'revoked';
  clockSkewMs: number;
  rateLimit: { limit: number; remaining: number } | undefined;
  /** Each delivery is first reported as a failure that is not final. */
  failuresBeforeSuccess: boolean;
  /** Each list begins with an item that cannot be read. */
  unreadableItems: boolean;
  /** Lists by cursor never end. */
  endlessPages: boolean;
  /** What is damaged in messages that were sent by API, where a list shows them. */
  damagedMessages: DamagedPart | 'none';
}

export type DamagedPart = 'author' | 'metadata' | 'all';
