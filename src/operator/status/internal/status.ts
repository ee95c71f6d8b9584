import type { Instant, OutreachMessage } from '../../../../activities/types';
import type { Conversation, Live, Outreach } from '../../../../workflows/core/conversation';
import { judgeFollowUp } from '../../../../workflows/core/followUp';
import { closesAt, lastCustomer, lastReplyAt, lastWord } from '../../../../workflows/core/history';
import { judgeReopening } from '../../../../workflows/core/reopening';
import { judgeSolving } from '../../../../workflows/core/solving';
import { stageOf } from '../../../../workflows/core/stage';
import type { Verdict } from '../../../../workflows/core/verdict';
import { judgeWarning } from '../../../../workflows/core/warning';
import { reasonCode } from '../../../../workflows/core/reasons';
import { nextAction, purposeWords } from '../../../../workflows/words';
import type { Turns } from '../../../../workflows/core/turnState';
import type { Run } from '../../../temporal/readRun';
import { type NotSent, notSentOf } from '../../../reasons/notSent';
import { type Waiting, waitingOf } from '../../../reasons/waiting';
import { type Trouble, troublesOf } from './troubles';

/**
 * The output of `ventana status --json`. Times are ISO 8601 in UTC; `null` means none. No names, phone numbers or
 * texts.
 */
export interface Status {
  ticket: string;
  /** The ticket's address in the agents' interface. */
  url: string;
  /** `none`: Ventana does not watch this ticket. `closed`: it no longer does. */
  run: 'open' | 'closed' | 'none';
  startedAt: string | null;
  closedAt: string | null;
  /** As in Temporal's UI: `pending`, `reminded`, `customer-waits` ... */
  stage: string | null;
  /** The ticket's status when it was last read. */
  ticketStatus: string | null;
  lastWord: 'customer' | 'agent' | null;
  lastCustomerMessageAt: string | null;
  lastReplyAt: string | null;
  windowClosesAt: string | null;
  /** The next action that people would notice. Null: nothing happens until somebody writes. */
  next: { action: string; words?: string; at: string | null } | null;
  /** When each automatic action happens, or why it does not. Empty if unknown. */
  automatic: ({ what: AutomaticName } & ({ at: string } | { whyNot: string; code: string }))[];
  /** What keeps Ventana from reading or writing the ticket. Empty: nothing. */
  troubles: Trouble[];
  /** The messages that Ventana has sent or means to send. `state` is the run's, or `sent`. */
  outreach: {
    what: string;
    requested: boolean | null;
    state: string;
    at: string | null;
    /** Why it is not sent yet. Absent: it is over, or goes now. */
    waitsFor?: Waiting;
    /** Why it is not sent at all. Absent: it was, or is still to come. */
    notSent?: NotSent;
  }[];
  /**
   * Why the status is incomplete: no worker answered, so only Temporal's own record of the run is known. Other fields
   * are null or empty.
   */
  incomplete?: string;
}

type AutomaticName = 'reminder' | 'reopening' | 'warning' | 'solving';

/**
 * Builds the document for a ticket.
 * @param turns what the account's turns know
 */
export function statusOf(ticket: string, url: string, run: Run | undefined, turns?: Turns): Status {
  const common = { ticket, url, ...NOTHING };
  if (!run) return common;
  const { open, startedAt, closedAt, shown, conversation } = run;
  const known = {
    ...common,
    run: open ? 'open' : 'closed',
    startedAt: iso(startedAt),
    closedAt: iso(closedAt),
  } as const;
  if (typeof conversation !== 'string') return { ...known, ...detailsOf(conversation, turns) };
  return {
    ...known,
    stage: shown.stage ?? null,
    windowClosesAt: iso(shown.windowClosesAt),
    next: shown.nextAction === undefined ? null : { action: shown.nextAction, at: iso(shown.nextActionAt) },
    incomplete: conversation,
  };
}

const NOTHING: Omit<Status, 'ticket' | 'url'> = {
  run: 'none',
  startedAt: null,
  closedAt: null,
  stage: null,
  ticketStatus: null,
  lastWord: null,
  lastCustomerMessageAt: null,
  lastReplyAt: null,
  windowClosesAt: null,
  next: null,
  automatic: [],
  troubles: [],
  outreach: [],
};

type Details = Omit<Status, 'ticket' | 'url' | 'run' | 'startedAt' | 'closedAt'>;

function detailsOf(c: Conversation, turns: Turns | undefined): Details {
  const next = nextAction(c);
  return {
    stage: stageOf(c),
    ticketStatus: c.stage === 'watching' ? c.truth.ticket.status : null,
    lastWord: lastWord(c) ?? null,
    lastCustomerMessageAt: iso(lastCustomer(c)?.at),
    lastReplyAt: iso(lastReplyAt(c)),
    windowClosesAt: iso(closesAt(c)),
    next: next ? { action: next.name, words: next.words, at: iso(next.at) } : null,
    automatic: c.stage === 'watching' ? automatic(c) : [],
    troubles: troublesOf(c),
    outreach: c.stage === 'watching' ? c.outreach.map((it) => planned(c, it, turns)) : sentBefore(c).map(sent),
  };
}

const automatic = (c: Live): Status['automatic'] => [
  { what: 'reminder', ...verdict(judgeFollowUp(c)) },
  { what: 'reopening', ...verdict(judgeReopening(c)) },
  { what: 'warning', ...verdict(judgeWarning(c)) },
  { what: 'solving', ...verdict(judgeSolving(c)) },
];

const verdict = (it: Verdict): { at: string } | { whyNot: string; code: string } =>
  'at' in it ? { at: new Date(it.at).toISOString() } : { whyNot: it.none, code: reasonCode(it.none) };

function planned(c: Live, intent: Outreach, turns: Turns | undefined): Status['outreach'][number] {
  const { purpose, requested, progress } = intent;
  const waitsFor = waitingOf(c, intent, turns);
  const notSent = notSentOf(intent);
  return {
    what: purposeWords(purpose),
    requested,
    state: progress.state,
    at: iso(progress.state === 'sent' ? progress.at : undefined),
    ...(waitsFor && { waitsFor }),
    ...(notSent && { notSent }),
  };
}

/** A run that has ended keeps only its messages. */
export const sentBefore = (c: Conversation): OutreachMessage[] =>
  c.messages.filter((it): it is OutreachMessage => it.by === 'ventana' && it.ticketId === c.ticketId);

const sent = ({ purpose, at }: OutreachMessage): Status['outreach'][number] => ({
  what: purposeWords(purpose),
  requested: null,
  state: 'sent',
  at: iso(at),
});

const iso = (at: Instant | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
