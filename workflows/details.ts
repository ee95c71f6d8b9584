/**
 * The pages in Temporal's UI (markdown): where a ticket stands, what comes next, what was sent, and why nothing more.
 */
import type { Note, SendFailure } from '../activities/orders';
import type { AgentMessage, OutreachMessage } from '../activities/types';
import type { Conversation, Live, Outreach } from './core/conversation';
import { meaningOf } from './core/errorCodes';
import { judgeFollowUp } from './core/followUp';
import { closesAt, lastCustomer, lastReplyAt, lastWord } from './core/history';
import { judgeReopening } from './core/reopening';
import { judgeRescue } from './core/rescue';
import { judgeSolving } from './core/solving';
import { stageOf } from './core/stage';
import { countInLanes } from './core/turnLanes';
import { roomAt } from './core/turnLimits';
import { isPaused } from './core/turnPause';
import type { Hold, Turns } from './core/turnState';
import type { Verdict } from './core/verdict';
import { keptTypes } from './core/unknownEvents';
import { judgeWarning } from './core/warning';
import { instant, nextAction, noteWords, purposeWords } from './words';

/** The page of a ticket's workflow. */
export function detailsOf(c: Conversation, ticketUrl: string): string {
  const title = `**[Ticket ${c.ticketId}](${ticketUrl})**: ${stageOf(c)}`;
  if (c.stage === 'reading')
    return [title, '', 'Reading ticket, conversation and office hours for the first time.', ...keptLines(c)].join('\n');
  if (c.stage === 'ended') return `${title}. The run ended: ${c.reason}.`;
  return [title, '', ...facts(c), ...keptLines(c), '', ...comingUp(c), '', ...outreachLines(c)].join('\n');
}

/** Events of a kind that only a newer release knows. */
function keptLines(c: Conversation): string[] {
  const { length } = c.kept ?? [];
  if (length === 0) return [];
  const types = keptTypes(c).map((it) => JSON.stringify(it));
  return [`- **${length} events of a newer release** (${types.join(', ')}) are kept. Update the workers.`];
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

/** F3: the message that the customer's last one answered. */
function answered(c: Live): string {
  const customer = lastCustomer(c);
  const before = c.messages.findLast(
    (it): it is AgentMessage | OutreachMessage => it.by !== 'customer' && it.at < (customer?.at ?? 0),
  );
  if (!before) return '';
  return before.by === 'agent'
    ? `, after the agent's message at ${instant(before.at)}`
    : `, after ${purposeWords(before.purpose)} at ${instant(before.at)}`;
}

function comingUp(c: Live): string[] {
  const next = nextAction(c);
  return [
    next ? `**Next**: ${next.words}, at ${instant(next.at)}.` : '**Next**: nothing until somebody writes.',
    '',
    `- Reminder: ${verdictWords(judgeFollowUp(c))}`,
    `- Automatic reopening: ${verdictWords(judgeReopening(c))}`,
    `- Telling the customer of a lost reply: ${verdictWords(judgeRescue(c))}`,
    `- Warning to the agent: ${verdictWords(judgeWarning(c))}`,
    `- Solving the unanswered ticket: ${verdictWords(judgeSolving(c))}`,
  ];
}

const verdictWords = (verdict: Verdict): string => ('at' in verdict ? instant(verdict.at) : `none: ${verdict.none}`);

function outreachLines(c: Live): string[] {
  if (c.outreach.length === 0) return ['**Sent by Ventana**: nothing in this run.'];
  return [
    '**Sent by Ventana**',
    '',
    ...c.outreach.map((it) => `- ${purposeWords(it.purpose)} (${originWords(it)}): ${progressWords(it)}`),
  ];
}

const originWords = ({ requested, repeats }: Outreach): string => {
  if (repeats !== undefined) return 'sent again';
  return requested ? 'requested with a macro' : 'automatic';
};

function progressWords({ progress, rendition, ...intent }: Outreach): string {
  const { putOff, unknownErrors, postponed, heldBehind, pausedSince } = intent;
  const isRejected = (putOff ?? unknownErrors) !== undefined;
  const rejected = isRejected ? `, after WhatsApp rejected it${codeWords(putOff?.code)}` : '';
  switch (progress.state) {
    case 'wanted':
    case 'waiting': {
      const held = heldBehind === undefined ? '' : `, held${codeWords(heldBehind)}`;
      if (pausedSince !== undefined) return `waiting: sending is paused since ${instant(pausedSince)}`;
      const from = progress.state === 'wanted' ? `, from ${instant(progress.notBefore)}` : '';
      return `waiting for its turn${isRejected ? `${from}${rejected}` : held}`;
    }
    case 'ready':
      if (postponed)
        return `to be sent at ${instant(progress.notBefore)}; Sunshine or Zendesk has not taken it since ${instant(postponed.since)} (${postponed.times} attempts)`;
      return `to be sent at ${instant(progress.notBefore)}${rejected}`;
    case 'looking':
      return 'the response was lost; checking whether it was sent';
    case 'sent':
      return `${rendition === 'text' ? 'free-form text' : 'template'} sent at ${instant(progress.at)}`;
    case 'failed':
      return `failed: ${failureWords(progress.failure)}`;
    case 'refused':
      return `not sent: ${refusalWords(progress.note)}`;
    case 'unknown':
      return 'unknown: WhatsApp did not confirm receipt; it is not sent again automatically';
    case 'observed':
      return 'not sent: the policy only observes';
    case 'dropped':
      return progress.instead === 'words'
        ? 'not needed: the window is open for the words themselves'
        : 'not sent: it was no longer needed when its turn came';
  }
}

function refusalWords(note: Note): string {
  if (note.kind === 'sendFailed') return failureWords(note.failure);
  if (note.kind === 'alreadySent')
    return `it was already sent at ${instant(note.at)}, and the customer has not answered yet`;
  return noteWords(note);
}

const reasons: Record<SendFailure['reason'], string> = {
  refused: 'WhatsApp rejected it',
  missingValue: 'a value is missing',
  noPhone: 'the requester has no phone number',
  invalidPhone: "the requester's phone number is not valid",
  ambiguousPhone: "the requester's phone number can be read as two numbers",
  nobodyFound: "nobody was found for the requester's phone number",
  blocked: 'the customer has blocked the number',
  suspended: 'the requester is suspended in Zendesk',
  notTaken: 'Sunshine or Zendesk did not take it for a day',
  zendesk: 'Zendesk refuses something that the message needs',
  otherRequester: 'the conversation belongs to another person than the requester',
  optedOut: 'the customer opted out',
  marketingOptedOut: 'the customer has stopped marketing messages',
  unrepeatable: 'the words cannot be sent again',
  noConsent: "there is no record of the customer's consent",
  configuration: 'configuration error',
};

const failureWords = ({ reason, code, detail }: SendFailure): string =>
  `${reasons[reason]}${codeWords(code)}${detail === undefined ? '' : ` (${detail})`}`;

/** ` 131000: Something went wrong at Meta` */
function codeWords(code: number | undefined): string {
  const meaning = code === undefined ? undefined : meaningOf(code);
  return `${code === undefined ? '' : ` ${code}`}${meaning === undefined ? '' : `: ${meaning}`}`;
}

/** The page of the account's turns. */
export function turnsDetails(turns: Turns): string {
  const { waiting, lanes, rules, templates, notifications, holds, asOf } = turns;
  const pace = `${Math.round(rules.perSecond * 600) / 10} per minute`;
  const far = countInLanes(lanes);
  const { templatesPerDay, notificationsPerMonth } = rules.limits;
  const room = roomAt(turns, 'template');
  return [
    `**${waiting.length + far} waiting for a turn**${far === 0 ? '' : `, ${far} of them in ${Object.keys(lanes).length} lanes`}. Automatic turns are given at ${pace}, oldest customer message first, after those that agents requested.`,
    ...(isPaused(turns) ? [`- **Sending is paused** since ${instant(turns.pause?.since ?? asOf)}.`] : []),
    `- Templates in the last 24 hours: ${templates.used} of ${templatesPerDay}${room > asOf && room < Infinity ? `; room for the next at ${instant(room)}` : ''}.`,
    `- Notifications in ${notifications.month}: ${notifications.count} of ${notificationsPerMonth}.`,
    ...holds.map(
      (hold) =>
        `- WhatsApp has stopped ${heldWords(hold)}${hold.code === undefined ? '' : ` with error${codeWords(hold.code)}`}; next attempt at ${instant(hold.probeAt)}.`,
    ),
  ].join('\n');
}

function heldWords({ template, message }: Hold): string {
  if (template !== undefined) return `template "${template}"`;
  return message === undefined ? 'all messages from the account' : `message "${message}"`;
}
