import type { Refusal, RequestFault, WebhookFault, Outage } from './faults';
import type { AutoReply } from './options';
import type { PlantedFault } from './planted';
import type { Screens } from './people/screens';
import type { StoredMessage } from './world/message';
import type { SavedAccount } from './world/savedAccount';
import type { AppAnswer, AppRequest } from './zaf/proxy';
import type {
  ActOptions,
  Customer,
  Holiday,
  InternalNote,
  MergeOptions,
  NewCustomer,
  NewMacro,
  NewTicket,
  Received,
  ReplyOptions,
  RequestRecord,
  Tap,
  TemplateDefinition,
  TemplateReview,
  TicketStatus,
  TicketView,
  WebhookRecord,
  WriteElsewhere,
  WriteOptions,
} from './types';

/**
 * A running simulated Zendesk and WhatsApp. Acts and reads are synchronous; the webhooks that they cause are sent
 * afterwards.
 */
export interface Sandbox {
  readonly url: string;
  /** The WhatsApp number of the account. */
  readonly integrationId: string;
  /** The subdomain: what Ventana calls the account. */
  readonly account: string;
  /** The environment variables for an integration with this sandbox. */
  env(): Record<string, string>;
  /** The header `Authorization` of an administrator's own requests to Zendesk, whatever `env` says. */
  readonly apiTokenHeader: string;
  /** All access tokens so far are refused from now on. */
  revokeTokens(): void;
  /** The OAuth client gets another secret; its tokens stay good. @returns the new one, which `env` holds too */
  rotateSecret(): string;
  /**
   * Sends the seeded webhooks to `<baseUrl>/webhooks/zendesk` and `/sunshine`; earlier ones are lost. Webhooks created
   * through the API keep their own targets. `path`: instead of `/webhooks`, where a service has several accounts.
   */
  sendWebhooksTo(baseUrl: string, path?: string): void;
  /** How many webhooks are on their way, retries included. */
  readonly pending: number;
  /** Resolves when no webhook is on its way. */
  settled(): Promise<void>;
  close(): Promise<void>;
  now(): number;
  /** Moves the clock, which runs on from there. @throws when `now` was injected */
  setClock(now: number): void;

  addCustomer(customer: NewCustomer): Customer;
  customerWrites(
    customer: Customer,
    text: string,
    options?: WriteOptions,
  ): { message: StoredMessage; ticketId: string };
  /**
   * The customer blocks the business number: `client:update` with reason `blocked`.
   * @param isShown false: only the webhook says so, as a forged one would; their client stays as it is
   */
  customerBlocks(customer: Customer, isShown?: boolean): void;
  setOptOut(customer: Customer, optedOut?: boolean): void;
  customerTaps(customer: Customer, tap: Tap): void;
  /** In another conversation than the first one, which belongs to no ticket. */
  writesElsewhere(customer: Customer, text: string, how?: WriteElsewhere): { conversationId: string };
  /** `merged` becomes part of `into`, in Zendesk and in Sunshine: `user:merge`. */
  mergeCustomers(into: Customer, merged: Customer, how?: MergeOptions): void;
  /** In Zendesk. */
  suspend(customer: Customer, suspended?: boolean): void;
  setRequester(ticketId: string, customer: Customer): void;
  /**
   * Sends into the WhatsApp conversation if the ticket has one, otherwise writes a public comment. `delivered`: whether
   * it reached the phone.
   */
  agentReplies(ticketId: string, text: string, options?: ReplyOptions): { message?: StoredMessage; delivered: boolean };
  botReplies(ticketId: string, text: string, options?: ActOptions): { message: StoredMessage };
  /** A trigger's, a bot's or a system message in the ticket's conversation, now. */
  repliesByItself(
    ticketId: string,
    kind: AutoReply,
    how?: ActOptions & { at?: number; displayName?: string },
  ): { message: StoredMessage };
  /** The messaging session ends: the customer's next message opens another conversation and another ticket. */
  agentEndsSession(ticketId: string, options?: ActOptions): void;
  /** The same, where no audit tells, only a system message (default `conversation:endedByUser`). */
  sessionEndsByMessage(ticketId: string, activity?: string): void;
  /** Somebody deletes a message of the conversation: it vanishes from lists, and no webhook tells. */
  deleteMessage(ticketId: string, messageId: string): void;
  /** An agent changes the text of a message of the conversation: lists have the new one, and no webhook tells. */
  editMessage(ticketId: string, messageId: string, text: string): void;
  agentSets(ticketId: string, status: TicketStatus, options?: ActOptions): void;
  agentAppliesMacro(ticketId: string, macroTitle: string, options?: ActOptions): void;
  addTicket(ticket: NewTicket): string;
  deleteTicket(ticketId: string): void;
  /** Restores a deleted ticket as it was. Nobody is told, and its time of change stays. */
  restoreTicket(ticketId: string): void;
  mergeTicket(ticketId: string, intoTicketId: string): void;

  /**
   * The sidebar app's `client.request`: a relative address as the signed-in agent, an absolute one through Zendesk's
   * proxy, which fills in the settings and the token.
   */
  appRequests(request: AppRequest): Promise<AppAnswer>;
  addMacro(macro: NewMacro): void;
  /** Adds the template, or replaces the one with that name and language. */
  setTemplate(template: TemplateDefinition): void;
  /**
   * Meta changes a template that is in use. With `quality: 'RED'` it pauses it for 3 h, then 6 h, then disables it.
   * @throws {Error} if there is no such template
   */
  reviewTemplate(name: string, language: string, review: TemplateReview): void;
  /** Removes the template in one language or, without `language`, in all of them. */
  removeTemplate(name: string, language?: string): void;
  setHolidays(holidays: Holiday[]): void;

  ticket(ticketId: string): TicketView;
  notes(ticketId: string): InternalNote[];
  received(customer: Customer): Received[];
  /** What people look at. */
  readonly screens: Screens;
  requests(): RequestRecord[];
  webhooks(): WebhookRecord[];

  /** Makes the next matching API calls fail. @returns a function that withdraws what has not happened by then */
  failRequests(fault: RequestFault): () => void;
  /** Makes the next matching webhooks fail. @returns a function that withdraws what has not happened by then */
  failWebhooks(fault: WebhookFault): () => void;
  /** WhatsApp refuses the next messages with this code. */
  refuseDeliveries(refusal: Refusal): void;
  /** Meta has an outage: WhatsApp refuses every message. */
  beginOutage(outage: Outage): void;
  releaseWebhooks(): void;
  /** Makes something in the account wrong, for `doctor` to find. @throws when nothing has that name */
  plant(fault: PlantedFault): void;
  clearFaults(): void;
  /** What the account stores now, for a sandbox that goes on from there. */
  savedAccount(): SavedAccount;
}
