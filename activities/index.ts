/** Every touch of the outside world that a workflow may ask for, as functions over ports. */
import { type FailureLog, asFailures } from './failures';
import type { Policy } from './policy';
import type { OfficeHours, Sunshine, TurnsPort, Zendesk } from './ports';
import { readTruth } from './readTruth';
import { lookForMessage, sendMessage } from './sendMessage';
import { type OptOutStored, storeOptOut } from './storeOptOut';
import type { OptOutOrder, SendOrder, SendOutcome, TicketUpdate, Truth, TurnRequest } from './types';
import { updateTicket } from './updateTicket';

export interface Dependencies {
  zendesk: Zendesk;
  sunshine: Sunshine;
  hours: OfficeHours;
  turns: TurnsPort;
  policy: Policy;
  /** The account's WhatsApp number (integration id), where the customer's own is not known. */
  integrationId: string;
  /** Agents' address of a ticket, for links in notes. */
  ticketUrl: (ticketId: string) => string;
  /** Epoch ms: `Date.now`, or simulated time. */
  now: () => number;
  log: FailureLog;
}

export interface ReadOrder {
  ticketId: string;
  /** The conversation that the workflow knows of, for a ticket that has none of its own. */
  conversationId?: string;
  /** The ticket contacted the customer: it wants to hear their answer. */
  asks: boolean;
}

export interface Activities {
  readTruth(order: ReadOrder): Promise<Truth>;
  sendMessage(order: SendOrder): Promise<SendOutcome>;
  lookForMessage(order: SendOrder): Promise<SendOutcome>;
  updateTicket(update: TicketUpdate): Promise<{ stamp?: string }>;
  storeOptOut(order: OptOutOrder): Promise<OptOutStored>;
  askTurn(request: TurnRequest): Promise<void>;
  reportStop(stop: { message?: string; code?: number }): Promise<void>;
}

export function createActivities(deps: Dependencies): Activities {
  const guarded = asFailures(deps.log);
  return {
    readTruth: guarded((order: ReadOrder) => readTruth(deps, order)),
    sendMessage: guarded((order: SendOrder) => sendMessage(deps, order)),
    lookForMessage: guarded((order: SendOrder) => lookForMessage(deps, order)),
    updateTicket: guarded((update: TicketUpdate) => updateTicket(deps, update)),
    storeOptOut: guarded((order: OptOutOrder) => storeOptOut(deps, order)),
    askTurn: (request) => deps.turns.ask(request),
    reportStop: (stop) => deps.turns.stopped(stop),
  };
}
