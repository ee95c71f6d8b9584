/** The words for engineers: what Temporal's UI says of a ticket. No personal data: it ends in the history. */
import type {
  AgentMessage,
  Instant,
  Note,
  OutreachMessage,
  Purpose,
  SendFailure,
  SendOrder,
  TicketUpdate,
} from '../activities/types';
import type { Conversation, Effect, Live, Outreach } from './core/conversation';
import { judgeFollowUp } from './core/followUp';
import { closesAt, lastCustomer, lastReplyAt, lastWord } from './core/history';
import { type Plan, type PlanName, plansOf } from './core/plans';
import { judgeReopening } from './core/reopening';
import { stageOf } from './core/stage';
import type { Turns } from './core/turns';
import type { Verdict } from './core/verdict';
import { judgeWarning } from './core/warning';
import { short } from './short';

const actions: Record<PlanName, string> = {
  read: 'read the ticket again',
  optOut: "store the customer's opt-out",
  turn: 'ask for a turn to send',
  send: 'send a message',
  update: 'update the ticket',
  display: "update the ticket's window fields",
  warning: 'warn the agent that the window is closing',
  followUp: 'remind the customer',
  reopening: 'reopen the conversation',
  end: 'stop watching the solved ticket',
};

/** The next thing that people would notice, and when; undefined when only news can change anything. */
export function nextAction(c: Conversation): { name: PlanName; words: string; at: Instant } | undefined {
  const plans = soonest(c);
  const first = plans.find(({ name }) => name !== 'read' && name !== 'display') ?? plans[0];
  return first && { name: first.name, words: actions[first.name], at: first.due ?? first.at };
}

/** For the timer armed now: what it waits for. */
export function reasonToWake(c: Conversation): string {
  const [first] = soonest(c);
  return first ? `At ${instant(first.due ?? first.at)}: ${actions[first.name]}` : 'Nothing planned';
}

const soonest = (c: Conversation): Plan[] => plansOf(c).sort((a, b) => a.at - b.at);

/** For an activity: what it does. */
export const summaryOf = (effect: Effect): string => short(effectWords(effect));

function effectWords(effect: Effect): string {
  switch (effect.type) {
    case 'readTruth':
      return 'Read ticket, conversation and office hours';
    case 'askTurn':
      return 'Ask for a turn to send';
    case 'reportStop':
      return 'Tell the other tickets that WhatsApp has stopped it';
    case 'send':
      return `Send ${purposeWords(effect.order.purpose)}: ${renditionWords(effect.order)}`;
    case 'look':
      return `Look whether ${purposeWords(effect.order.purpose)} was sent after all`;
    case 'updateTicket':
      return `Update ticket ${effect.update.ticketId}: ${updateWords(effect.update)}`;
    case 'storeOptOut':
      return "Store the customer's opt-out on their Zendesk user";
  }
}

const renditionWords = ({ rendition, message, conversationId }: SendOrder): string =>
  `${rendition === 'text' ? 'free-form text' : 'template'} of message "${message}"${conversationId === undefined ? ', by notification to the phone number' : ''}`;

const purposeWords = (purpose: Purpose): string =>
  ({ followUp: 'the follow-up', reopening: 'the reopening', proactive: `the proactive message "${purpose.name}"` })[
    purpose.kind
  ];

function updateWords({ status, window, clearAction, macro, notes }: TicketUpdate): string {
  const parts = [
    status && `status ${status}`,
    window && `window ${window.state}`,
    clearAction && 'request done',
    macro !== undefined && `macro "${macro}"`,
    ...notes.map(
      ({ note }) => `note "${note.kind === 'sent' ? `sent: ${purposeWords(note.purpose)}` : noteWords(note)}"`,
    ),
  ];
  return parts.filter((it) => typeof it === 'string').join(', ');
}

const noteWords = (note: Note): string => note.kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const instant = (at: Instant): string =>
  new Date(at)
    .toISOString()
    .replace(/:\d\d\.\d{3}Z$/, ' UTC')
    .replace('T', ' ');

/** The page of a workflow in Temporal's UI (markdown): where the ticket stands, what comes next, what was sent and why not more. */
export function detailsOf(c: Conversation, ticketUrl: string): string {
  const title = `**[Ticket ${c.ticketId}](${ticketUrl})**: ${stageOf(c)}`;
  if (c.stage === 'reading') return `${title}\n\nReading ticket, conversation and office hours for the first time.`;
  if (c.stage === 'ended') return `${title}. The run ended: ${c.reason}.`;
  return [title, '', ...facts(c), '', ...comingUp(c), '', ...outreachLines(c)].join('\n');
}

function facts(c: Live): string[] {
  const { status, statusSince } = c.truth.ticket;
  const customer = lastCustomer(c);
  const reply = lastReplyAt(c);
  const closes = closesAt(c);
  const since = statusSince === undefined ? '' : ` since ${instant(statusSince)}`;
  return [
    `- The ticket is **${status}**${since}. Last word: **${lastWord(c) ?? 'nobody yet'}**.`,
    customer ? `- Customer's last message: ${instant(customer.at)}${answered(c)}.` : '- The customer has not written.',
    reply === undefined ? "- No agent's reply reached the customer." : `- Agent's last reply: ${instant(reply)}.`,
    ...(closes === undefined ? [] : [`- The window ${c.asOf < closes ? 'closes' : 'closed'} at ${instant(closes)}.`]),
  ];
}

/** F3: which message the customer's last one followed. */
function answered(c: Live): string {
  const customer = lastCustomer(c);
  const before = c.messages.findLast(
    (it): it is AgentMessage | OutreachMessage => it.by !== 'customer' && it.at < (customer?.at ?? 0),
  );
  if (!before) return '';
  return before.by === 'agent'
    ? `, after the agent's message of ${instant(before.at)}`
    : `, after ${purposeWords(before.purpose)} of ${instant(before.at)}`;
}

function comingUp(c: Live): string[] {
  const next = nextAction(c);
  return [
    next ? `**Next**: ${next.words}, ${instant(next.at)}.` : '**Next**: nothing, until somebody writes.',
    '',
    `- Reminder: ${verdictWords(judgeFollowUp(c))}`,
    `- Automatic reopening: ${verdictWords(judgeReopening(c))}`,
    `- Warning to the agent: ${verdictWords(judgeWarning(c))}`,
  ];
}

const verdictWords = (verdict: Verdict): string => ('at' in verdict ? instant(verdict.at) : `none, ${verdict.none}`);

function outreachLines(c: Live): string[] {
  if (c.outreach.length === 0) return ['**Sent by Ventana**: nothing in this run.'];
  return [
    '**Sent by Ventana**',
    '',
    ...c.outreach.map(
      (it) =>
        `- ${purposeWords(it.purpose)} (${it.requested ? 'asked for by a macro' : 'automatic'}): ${progressWords(it)}`,
    ),
  ];
}

function progressWords({ progress, rendition }: Outreach): string {
  switch (progress.state) {
    case 'wanted':
    case 'waiting':
      return 'waits for its turn';
    case 'ready':
      return `to be sent, ${instant(progress.notBefore)}`;
    case 'looking':
      return 'the answer was lost; looking whether it was sent';
    case 'sent':
      return `${rendition === 'text' ? 'free-form text' : 'template'} sent ${instant(progress.at)}`;
    case 'failed':
      return `failed: ${failureWords(progress.failure)}`;
    case 'refused':
      return `not sent: ${refusalWords(progress.note)}`;
    case 'unknown':
      return 'unknown: WhatsApp may have it or not; nothing is sent again without a person';
    case 'dropped':
      return 'not sent: the reason was gone before its turn came';
  }
}

function refusalWords(note: Note): string {
  if (note.kind === 'sendFailed') return failureWords(note.failure);
  if (note.kind === 'alreadySent') return `it went out ${instant(note.at)}, and the customer has not answered yet`;
  return noteWords(note);
}

const reasons: Record<SendFailure['reason'], string> = {
  refused: 'WhatsApp refused it',
  missingValue: 'a value is missing',
  noPhone: 'the requester has no phone number',
  invalidPhone: "the requester's phone number is not valid",
  optedOut: 'the customer opted out',
  configuration: 'configuration error',
};

const failureWords = ({ reason, code, detail }: SendFailure): string =>
  [reasons[reason], code, detail === undefined ? undefined : `(${detail})`].filter((it) => it !== undefined).join(' ');

/** The page of the account's turns. */
export function turnsDetails({ waiting, rules, templates, notifications, holds }: Turns): string {
  const used = Object.values(templates).reduce((sum, count) => sum + count, 0);
  const pace = `${Math.round(rules.perSecond * 600) / 10} a minute`;
  return [
    `**${waiting.length} waiting for a turn**, given at ${pace}, the oldest customer message first.`,
    `- Templates in the last 24 hours: ${used} of ${rules.limits.templatesPerDay}.`,
    `- Notifications in ${notifications.month}: ${notifications.count} of ${rules.limits.notificationsPerMonth}.`,
    ...holds.map(
      ({ message, probeAt }) =>
        `- WhatsApp stopped ${message === undefined ? 'the account' : `message "${message}"`}: next try ${instant(probeAt)}.`,
    ),
  ].join('\n');
}
