/**
 * The public names of the workflow. Clients, the worker and tests import them from here, so that no name is typed
 * twice.
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { LaneTold, TurnTold } from '../activities/turnTold';
import type { Conversation } from './core/conversation';
import type { OwnEvent, TicketEvent } from './core/events';
import type { Turns as FormerTurns } from './core/formerTurns';
import type { TurnEvent, Turns } from './core/turns';
import type { PackedLaneMessage, PackedRecalled, PackedRequests, PackedTurns } from './core/turnsPacked';

export const TASK_QUEUE = 'ventana';
export const SENDS_TASK_QUEUE = 'ventana-sends';
export const ZENDESK_WRITES_TASK_QUEUE = 'ventana-zendesk-writes';

export const ticketEvent = defineSignal<[TicketEvent]>('ticketEvent');
export const turnEvent = defineSignal<[TurnEvent]>('turnEvent');
/** As `turnEvent`, and the answer is the turn where it can be given at once. Null: the ticket is told later. */
export const turnAsked = defineUpdate<TurnTold['event'] | null, [Extract<TurnEvent, { type: 'asked' }>]>('turnAsked');
/** The account's turns tell a lane, and the lane answers. */
export const laneMessage = defineSignal<[PackedLaneMessage]>('laneMessage');
export const recalled = defineSignal<[PackedRecalled]>('recalled');
/** What a lane holds. */
export const laneQuery = defineQuery<PackedRequests>('lane');
export const turnsQuery = defineQuery<Turns | undefined>('turns');
/** The ticket's `updated_at` as the run knows it; undefined if it has not read the ticket, or has ended. */
export const stampQuery = defineQuery<string | undefined>('stamp');
/** What the run knows, for programs: times in epoch ms. */
export const stateQuery = defineQuery<Conversation>('state');
/** The same for people, in Temporal's UI: times in ISO 8601. */
export const conversationQuery = defineQuery<unknown>('conversation');

/** `whatsapp-ticket:{account}:{ticketId}`. Contains no personal data. */
export const ticketWorkflowId = (account: string, ticketId: string): string => `whatsapp-ticket:${account}:${ticketId}`;

/** `whatsapp-turns:{account}` */
export const turnsWorkflowId = (account: string): string => `whatsapp-turns:${account}`;

/** `whatsapp-turns-lane:{account}:{n}` */
export const laneWorkflowId = (account: string, lane: number): string => `whatsapp-turns-lane:${account}:${lane}`;

export const searchAttributes = {
  account: defineSearchAttributeKey('VentanaAccount', 'KEYWORD'),
  ticketId: defineSearchAttributeKey('VentanaTicketId', 'KEYWORD'),
  stage: defineSearchAttributeKey('VentanaStage', 'KEYWORD'),
  nextAction: defineSearchAttributeKey('VentanaNextAction', 'KEYWORD'),
  nextActionAt: defineSearchAttributeKey('VentanaNextActionAt', 'DATETIME'),
  windowClosesAt: defineSearchAttributeKey('VentanaWindowClosesAt', 'DATETIME'),
  conversationId: defineSearchAttributeKey('VentanaConversationId', 'KEYWORD'),
  notificationId: defineSearchAttributeKey('VentanaNotificationId', 'KEYWORD'),
  /** What has failed and waits for a person: `failing.ts`. */
  failed: defineSearchAttributeKey('VentanaFailed', 'KEYWORD'),
} as const;

/** The input of a run. Everything except the two ids is carried over by continue-as-new. */
export interface TicketInput {
  account: string;
  ticketId: string;
  /** The address at which agents open the ticket, for the links in Temporal's UI. */
  ticketUrl: string;
  /** The rules that `conversation` was decided by. Only the workflow itself sets it, when it continues as new. */
  rules?: number;
  conversation?: Conversation;
  inbox?: (TicketEvent | OwnEvent)[];
}

/**
 * A worker that takes the turns over must replay their history within the 10 s of a workflow task, on a busy machine too:
 * with 6,000 events it did not, and began again and again.
 */
export const TURNS_MOST_EVENTS = 2_000;

/**
 * The input of the workflow for the account's turns. Everything except `account` is carried over by continue-as-new.
 */
export interface TurnsInput {
  account: string;
  /** Without `version`: passed on by an earlier version. */
  state?: FormerTurns | PackedTurns;
  inbox?: TurnEvent[];
  /** What the run before has not been told of: that tickets and lanes have heard it. */
  untold?: { tickets: TurnTold[]; lanes: LaneTold[] };
  /** The run makes room for the next one when its history has so many events. Absent: when Temporal suggests it. */
  mostEvents?: number;
}

/** The input of a lane. `waiting` is carried over by continue-as-new; `inbox` is what it was started for. */
export interface LaneInput {
  account: string;
  lane: number;
  waiting?: PackedRequests;
  inbox?: PackedLaneMessage[];
  /** The ids of its newest messages. */
  known?: string[];
}

export const laneSummary = (account: string, lane: number): string => `WhatsApp turns of ${account}, lane ${lane}`;

/** Whether this event may start a run. All other events only reach an existing run. */
export function startsRun(event: TicketEvent): boolean {
  switch (event.type) {
    case 'ticketCreated':
    case 'ticketFound':
    case 'actionRequested':
      return true;
    case 'statusChanged':
      return event.status === 'pending';
    case 'messageAdded':
      return event.byCustomer;
    case 'messageSeen':
      return event.message.by === 'customer';
    case 'several':
      return event.events.some(startsRun);
    default:
      return false;
  }
}
