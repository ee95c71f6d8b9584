/**
 * The texts that engineers read on timers, activities and lists in Temporal's UI. No personal data: it would end up in
 * the history.
 */
import type { Note, SendOrder, TicketUpdate } from '../activities/orders';
import type { Instant, Purpose } from '../activities/types';
import type { Conversation, Effect } from './core/conversation';
import type { Plan, PlanName } from './core/plan';
import { plansOf } from './core/plans';
import type { Pause, PausedBy } from './pauseMessages';
import { say } from './say';
import { short } from './short';

const actions: Record<PlanName, string> = {
  read: 'read the ticket again',
  optOut: "store the customer's opt-out",
  turn: 'ask again for a turn to send, if none has come',
  returnTurn: 'give back a turn that is not needed',
  switch: 'pause all sending, or let it go on',
  send: 'send a message',
  update: 'update the ticket',
  display: "update the ticket's window fields",
  warning: 'warn the agent that the window is closing',
  followUp: 'remind the customer',
  reopening: 'reopen the conversation',
  rescue: 'tell the customer that a reply waits for them',
  solve: 'solve the ticket, as its last reminder was not answered',
  end: 'stop watching the solved ticket',
};

/** The next thing that people would notice, and when; undefined when only a new event can change anything. */
export function nextAction(c: Conversation): { name: PlanName; words: string; at: Instant } | undefined {
  const plans = soonest(c);
  const first = plans.find(({ name }) => name !== 'read' && name !== 'display') ?? plans[0];
  return first && { name: first.name, words: actions[first.name], at: first.due ?? first.at };
}

/** What the timer started now waits for. */
export function reasonToWake(c: Conversation): string {
  const [first] = soonest(c);
  return first ? `At ${instant(first.due ?? first.at)}: ${actions[first.name]}` : 'Nothing planned';
}

const soonest = (c: Conversation): Plan[] => plansOf(c).sort((a, b) => a.at - b.at);

/** What an activity does, in words. */
export const summaryOf = (effect: Effect): string => short(effectWords(effect));

function effectWords(effect: Effect): string {
  switch (effect.type) {
    case 'readTruth':
      return 'Read ticket, conversation and office hours';
    case 'askTurn':
      return 'Ask for a turn to send';
    case 'returnTurns':
      return 'Give back turns, or requests for one, that are not needed';
    case 'reportStop':
      return 'Tell the other tickets that WhatsApp has stopped sending';
    case 'send':
      return `Send ${purposeWords(effect.order.purpose)}: ${renditionWords(effect.order)}`;
    case 'look':
      return `Check whether ${purposeWords(effect.order.purpose)} was sent after all`;
    case 'updateTicket':
      return `Update ticket ${effect.update.ticketId}: ${updateWords(effect.update)}`;
    case 'setPause':
      return effect.order.paused ? 'Pause all sending of the account' : 'Let the account send again';
    case 'storeOptOut':
      if (effect.order.keepOnly) return 'Record in the conversation which STOP Zendesk knows';
      return `Store the customer's opt-out${effect.order.of === 'marketing' ? ' from marketing' : ''} on their Zendesk user`;
  }
}

const renditionWords = ({ rendition, message, conversationId }: SendOrder): string =>
  `${rendition === 'text' ? 'free-form text' : 'template'} of message "${message}"${conversationId === undefined ? ', as a notification to the phone number' : ''}`;

export const purposeWords = (purpose: Purpose): string =>
  ({
    followUp: say('the follow-up'),
    reopening: say('the reopening'),
    rescue: say('the rescue message'),
    rescued: say("the agent's lost reply"),
    proactive: say('the proactive message "{name}"', { name: purpose.name ?? '' }),
  })[purpose.kind];

function updateWords({ status, window, clearAction, macro, notes }: TicketUpdate): string {
  const parts = [
    status && `status ${status}`,
    window && `window ${window.state}`,
    clearAction && 'clear the request',
    macro !== undefined && `macro "${macro}"`,
    ...notes.map(
      ({ note }) => `note "${note.kind === 'sent' ? `sent: ${purposeWords(note.purpose)}` : noteWords(note)}"`,
    ),
  ];
  return parts.filter((it) => typeof it === 'string').join(', ');
}

export const noteWords = (note: Note): string => note.kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** `since 2026-10-06 09:00 UTC, by administrator 7 of Zendesk (wrong template)` */
export const pauseWords = ({ since, by, reason }: Pause): string =>
  say('since {since}, by {by}{reason}', {
    since: instant(since),
    by: byWords(by),
    reason: reason === undefined ? '' : ` (${reason})`,
  });

const byWords = (by: PausedBy): string =>
  by.role === 'admin' ? say('administrator {id} of Zendesk', { id: by.id }) : '`npx ventana pause`';

/** UTC, to the minute: people read it beside the times in Temporal's UI. */
export const instant = (at: Instant): string =>
  new Date(at)
    .toISOString()
    .replace(/:\d\d\.\d{3}Z$/, ' UTC')
    .replace('T', ' ');
