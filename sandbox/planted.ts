import type { Conditions, DamagedPart, Trigger } from './world/settings';

type Presence = 'active' | 'inactive' | 'missing';

/**
 * What may be wrong with an account. It stays so until another fault of the same kind is planted. Things are identified
 * by title or name.
 */
export type PlantedFault =
  /** `agent`: 403 on everything reserved for administrators; `revoked`: 401 on everything. */
  | { kind: 'zendeskAccess'; access: 'admin' | 'agent' | 'revoked' }
  /**
   * The account's OAuth client: who made it, which the sandbox's tokens from now on act as; which scopes it may have;
   * whether there is one.
   */
  | { kind: 'oauthClient'; madeBy?: 'ventana' | 'agent'; scopes?: string[]; status?: 'active' | 'missing' }
  /** `integration`: 403 on the app, its integrations, webhooks and templates. */
  | { kind: 'sunshineAccess'; access: 'app' | 'integration' | 'revoked' }
  /** Added to the `Date` header of both vendors. */
  | { kind: 'clockSkew'; ms: number }
  /** `X-Rate-Limit` and `X-Rate-Limit-Remaining`; no request is refused. */
  | { kind: 'rateLimit'; limit?: number; remaining: number }
  /** Each delivery is first reported as a failure with `isFinalEvent: false`. */
  | { kind: 'failuresBeforeSuccess'; on: boolean }
  /** Each list of both vendors begins with an item of an unknown kind. */
  | { kind: 'unreadableItems'; on: boolean }
  /** Each list of Zendesk that pages by cursor goes on for ever, with a new cursor in each page. */
  | { kind: 'endlessPages'; on: boolean }
  /** In lists of messages, what was sent by API has a damaged author or metadata, or nothing of it can be read. */
  | { kind: 'damagedMessages'; part: DamagedPart | 'none' }
  /**
   * A Zendesk webhook. `failing`: its last ten invocations failed. `circuitBroken`: the same, and it sends nothing
   * more.
   */
  | { kind: 'webhook'; name: string; status: Presence | 'failing' | 'circuitBroken' }
  | { kind: 'webhookMoved'; name: string; endpoint: string }
  | { kind: 'trigger' | 'macro' | 'ticketField'; title: string; status: Presence }
  | {
      kind: 'triggerChanged';
      title: string;
      change: { title?: string; conditions?: Conditions; actions?: Trigger['actions'] };
    }
  /** `timeZone` as Zendesk names it. */
  | { kind: 'schedule'; schedule: 'none' | { name?: string; timeZone?: string } }
  | { kind: 'whatsAppIntegration'; status: Presence }
  | { kind: 'sunshineWebhook'; version: 'v2' | 'v1.1'; status: 'missing' }
  | { kind: 'sunshineWebhook'; version: 'v2' | 'v1.1'; target?: string; triggers?: string[] };
