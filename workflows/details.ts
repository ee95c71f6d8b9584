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
import { isSilenced } from './core/silence';
import { stageOf } from './core/stage';
import { budgetOf } from './core/turnBudget';
import { countInLanes } from './core/turnLanes';
import { roomAt } from './core/turnLimits';
import { isPaused } from './core/turnPause';
import type { Hold, Turns } from './core/turnState';
import type { Verdict } from './core/verdict';
import { keptTypes } from './core/unknownEvents';
import { judgeWarning } from './core/warning';
import { say } from './say';
import { instant, nextAction, noteWords, purposeWords } from './words';

/** The page of a ticket's workflow. */
export function detailsOf(c: Conversation, ticketUrl: string): string {
  const title = say('**[Ticket {ticketId}]({ticketUrl})**: {stage}', {
    ticketId: c.ticketId,
    ticketUrl,
    stage: stageOf(c),
  });
  if (c.stage === 'reading')
    return [title, '', say('Reading ticket, conversation and office hours for the first time.'), ...keptLines(c)].join(
      '\n',
    );
  if (c.stage === 'ended') return say('{title}. The run ended: {reason}.', { title, reason: say(c.reason) });
  return [title, '', ...facts(c), ...keptLines(c), '', ...comingUp(c), '', ...outreachLines(c)].join('\n');
}

/** Events of a kind that only a newer release knows. */
function keptLines(c: Conversation): string[] {
  const { length } = c.kept ?? [];
  if (length === 0) return [];
  const types = keptTypes(c).map((it) => JSON.stringify(it));
  return [
    say('- **{length} events of a newer release** ({it}) are kept. Update the workers.', {
      length,
      it: types.join(', '),
    }),
  ];
}

function facts(c: Live): string[] {
  const { status, statusSince } = c.truth.ticket;
  const customer = lastCustomer(c);
  const reply = lastReplyAt(c);
  const closes = closesAt(c);
  const since = statusSince === undefined ? '' : say(' since {instant}', { instant: instant(statusSince) });
  return [
    say('- The ticket is **{status}**{since}. Last word: **{it}**.', {
      status: say(status),
      since,
      it: say(lastWord(c) ?? 'nobody yet'),
    }),
    customer
      ? say("- Customer's last message: {instant}{answered}.", { instant: instant(customer.at), answered: answered(c) })
      : say('- The customer has not written.'),
    reply === undefined
      ? say("- No agent's reply reached the customer.")
      : say("- Agent's last reply: {instant}.", { instant: instant(reply) }),
    ...(isSilenced(c) ? [say('- **An agent has silenced this ticket**: nothing automatic is sent or changed.')] : []),
    ...(closes === undefined
      ? []
      : [
          c.asOf < closes
            ? say('- The window closes at {instant}.', { instant: instant(closes) })
            : say('- The window closed at {instant}.', { instant: instant(closes) }),
        ]),
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
    ? say(", after the agent's message at {instant}", { instant: instant(before.at) })
    : say(', after {purpose} at {instant}', { purpose: purposeWords(before.purpose), instant: instant(before.at) });
}

function comingUp(c: Live): string[] {
  const next = nextAction(c);
  return [
    next
      ? say('**Next**: {words}, at {instant}.', { words: say(next.words), instant: instant(next.at) })
      : say('**Next**: nothing until somebody writes.'),
    '',
    say('- Reminder: {verdict}', { verdict: verdictWords(judgeFollowUp(c)) }),
    say('- Automatic reopening: {verdict}', { verdict: verdictWords(judgeReopening(c)) }),
    say('- Telling the customer of a lost reply: {verdict}', { verdict: verdictWords(judgeRescue(c)) }),
    say('- Warning to the agent: {verdict}', { verdict: verdictWords(judgeWarning(c)) }),
    say('- Solving the unanswered ticket: {verdict}', { verdict: verdictWords(judgeSolving(c)) }),
  ];
}

const verdictWords = (verdict: Verdict): string =>
  'at' in verdict ? instant(verdict.at) : say('none: {none}', { none: say(verdict.none) });

function outreachLines(c: Live): string[] {
  if (c.outreach.length === 0) return [say('**Sent by Ventana**: nothing in this run.')];
  return [
    say('**Sent by Ventana**'),
    '',
    ...c.outreach.map((it) => `- ${purposeWords(it.purpose)} (${originWords(it)}): ${progressWords(it)}`),
  ];
}

const originWords = ({ requested, repeats }: Outreach): string => {
  if (repeats !== undefined) return say('sent again');
  return requested ? say('requested with a macro') : say('automatic');
};

function progressWords({ progress, rendition, ...intent }: Outreach): string {
  const { putOff, unknownErrors, postponed, heldBehind, pausedSince } = intent;
  const isRejected = (putOff ?? unknownErrors) !== undefined;
  const rejected = isRejected ? say(', after WhatsApp rejected it{code}', { code: codeWords(putOff?.code) }) : '';
  switch (progress.state) {
    case 'wanted':
    case 'waiting': {
      const held = heldBehind === undefined ? '' : say(', held{code}', { code: codeWords(heldBehind) });
      if (pausedSince !== undefined)
        return say('waiting: sending is paused since {instant}', { instant: instant(pausedSince) });
      const from = progress.state === 'wanted' ? say(', from {instant}', { instant: instant(progress.notBefore) }) : '';
      return say('waiting for its turn{it}', { it: isRejected ? `${from}${rejected}` : held });
    }
    case 'ready':
      if (postponed)
        return say(
          'to be sent at {instant}; Sunshine or Zendesk has not taken it since {instant2} ({times} attempts)',
          { instant: instant(progress.notBefore), instant2: instant(postponed.since), times: postponed.times },
        );
      return say('to be sent at {instant}{rejected}', { instant: instant(progress.notBefore), rejected });
    case 'looking':
      return say('the response was lost; checking whether it was sent');
    case 'sent':
      return say('{it} sent at {instant}', {
        it: rendition === 'text' ? say('free-form text') : say('template'),
        instant: instant(progress.at),
      });
    case 'failed':
      return say('failed: {failure}', { failure: failureWords(progress.failure) });
    case 'refused':
      return say('not sent: {refusal}', { refusal: refusalWords(progress.note) });
    case 'unknown':
      return say('unknown: WhatsApp did not confirm receipt; it is not sent again automatically');
    case 'observed':
      return say('not sent: the policy only observes');
    case 'heldBack':
      return say('not sent: an experiment measures what happens without it');
    case 'dropped':
      return progress.instead === 'words'
        ? say('not needed: the window is open for the words themselves')
        : say('not sent: it was no longer needed when its turn came');
  }
}

function refusalWords(note: Note): string {
  if (note.kind === 'sendFailed') return failureWords(note.failure);
  if (note.kind === 'alreadySent')
    return say('it was already sent at {instant}, and the customer has not answered yet', {
      instant: instant(note.at),
    });
  return say(noteWords(note));
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
  `${say(reasons[reason])}${codeWords(code)}${detail === undefined ? '' : ` (${detail})`}`;

/** ` 131000: Something went wrong at Meta` */
function codeWords(code: number | undefined): string {
  const meaning = code === undefined ? undefined : meaningOf(code);
  return `${code === undefined ? '' : ` ${code}`}${meaning === undefined ? '' : `: ${meaning}`}`;
}

/** The page of the account's turns. */
export function turnsDetails(turns: Turns): string {
  const { waiting, lanes, rules, templates, notifications, holds, asOf } = turns;
  const pace = say('{it} per minute', { it: Math.round(rules.perSecond * 600) / 10 });
  const far = countInLanes(lanes);
  const { templatesPerDay, notificationsPerMonth } = rules.limits;
  const room = roomAt(turns, 'template');
  return [
    say(
      '**{it} waiting for a turn**{it2}. Automatic turns are given at {pace}, oldest customer message first, after those that agents requested.',
      {
        it: waiting.length + far,
        it2: far === 0 ? '' : say(', {far} of them in {length} lanes', { far, length: Object.keys(lanes).length }),
        pace,
      },
    ),
    // The UI takes lines for a list only after an empty one.
    '',
    ...(isPaused(turns)
      ? [say('- **Sending is paused** since {instant}.', { instant: instant(turns.pause?.since ?? asOf) })]
      : []),
    say('- Templates in the last 24 hours: {used} of {templatesPerDay}{it}.', {
      used: templates.used,
      templatesPerDay,
      it: room > asOf && room < Infinity ? say('; room for the next at {instant}', { instant: instant(room) }) : '',
    }),
    say('- Notifications in {month}: {count} of {notificationsPerMonth}.', {
      month: notifications.month,
      count: notifications.count,
      notificationsPerMonth,
    }),
    ...budgetDetails(turns),
    ...holds.map((hold) =>
      say('- WhatsApp has stopped {held}{it}; next attempt at {instant}.', {
        held: heldWords(hold),
        it: hold.code === undefined ? '' : say(' with error{code}', { code: codeWords(hold.code) }),
        instant: instant(hold.probeAt),
      }),
    ),
  ].join('\n');
}

function budgetDetails(turns: Turns): string[] {
  const budget = budgetOf(turns, turns.asOf);
  if (!budget) return [];
  const { currency, spent, soft, hard, ends } = budget;
  const money = (amount: number): string => `${amount.toFixed(2)} ${currency}`;
  const of = [
    soft === undefined ? '' : say(', soft budget {soft}', { soft: money(soft) }),
    hard === undefined ? '' : say(', hard budget {hard}', { hard: money(hard) }),
  ].join('');
  return [say('- Estimated cost until {ends}: {used}{of}.', { ends: instant(ends), used: money(spent), of })];
}

function heldWords({ template, message }: Hold): string {
  if (template !== undefined) return say('template "{template}"', { template });
  return message === undefined ? say('all messages from the account') : say('message "{message}"', { message });
}
