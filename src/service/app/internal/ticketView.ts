import { askedLast } from '../../../../workflows/core/afterOutreach';
import { type Conversation, isOver, type Live } from '../../../../workflows/core/conversation';
import { judgeFollowUp } from '../../../../workflows/core/followUp';
import {
  closesAt,
  lastCustomer,
  lastReplyAt,
  lastWord,
  notItsOwn,
  ownsConversation,
} from '../../../../workflows/core/history';
import { containing } from '../../../../workflows/core/intervals';
import { observes } from '../../../../workflows/core/observing';
import { optedOut } from '../../../../workflows/core/optOut';
import type { PlanName } from '../../../../workflows/core/plan';
import { reasonCode } from '../../../../workflows/core/reasons';
import { judgeReopening } from '../../../../workflows/core/reopening';
import { isExpired, isHopeless, isWanted, judgeRescue, lostReplies } from '../../../../workflows/core/rescue';
import { isSilenced, silencedSince } from '../../../../workflows/core/silence';
import { judgeSolving } from '../../../../workflows/core/solving';
import { stageOf } from '../../../../workflows/core/stage';
import type { Verdict } from '../../../../workflows/core/verdict';
import { judgeWarning } from '../../../../workflows/core/warning';
import { nextAction } from '../../../../workflows/words';
import type { PolicyConfig } from '../../../policy/policyConfig';
import type { OutreachView, TicketView } from '../view';
import { actionViews } from './actionViews';
import { nextWithMessage, withWords } from './comingWords';
import { limitsOf, turnsAt } from './limitsView';
import { outreachOf } from './outreachView';
import type { TicketRead } from '../ticketSource';
import { iso, isoOrNull } from './values';
import { type Described, soon } from './wording';

interface ViewParts {
  policy: PolicyConfig;
  version: string;
  described: Described | undefined;
}

/** The answer for a ticket, of what was read. The conversation is judged as of the reading, not of its last event. */
export async function viewOf(ticketId: string, read: TicketRead, parts: ViewParts): Promise<TicketView> {
  const { at, run, pause } = read;
  const c = run && { ...run.conversation, asOf: Math.max(run.conversation.asOf, at) };
  const live = run?.open && c?.stage === 'watching' ? c : undefined;
  const turns = turnsAt(read.turns, at);
  const pausedSince = pause?.since;
  const { policy, described } = parts;
  const listed = c ? outreachOf(c, turns) : [];
  const coming = live ? comingUp(live, listed) : { next: null, whyNothing: null, automatic: [] };
  const [actions, field, outreach, next] = await Promise.all([
    actionViews(live, { policy, described, turns, pausedSince }),
    soon(described?.actionField()),
    live ? withWords(live, listed, { policy, described }) : listed,
    live ? nextWithMessage(live, coming.next, { policy, described }) : null,
  ]);
  return {
    ...{ ticket: ticketId, now: iso(at), version: parts.version, watch: watchOf(run?.open, c) },
    readAt: live ? iso(live.truth.readAt) : null,
    stage: c ? stageOf(c) : null,
    ...windowOf(c, at),
    ...coming,
    next,
    outreach,
    actions,
    actionField: field ?? null,
    requested: live?.truth.ticket.action?.name ?? null,
    held: live ? heldIn(live) : null,
    silenced: live && isSilenced(live) ? { since: isoOrNull(silencedSince(live)) } : null,
    optedOut: live ? optedOut(live) : false,
    account: {
      paused: pausedSince === undefined ? null : { since: iso(pausedSince) },
      observes: policy.policy.ticket.observes === true,
      quietUntil: live ? isoOrNull(containing(live.truth.quiet, at)?.end) : null,
    },
    limits: limitsOf(turns, policy),
  };
}

function watchOf(open: boolean | undefined, c: Conversation | undefined): TicketView['watch'] {
  if (!c) return 'none';
  if (!open || c.stage === 'ended') return 'over';
  return c.stage;
}

function windowOf(c: Conversation | undefined, now: number): Pick<TicketView, 'window' | 'owes'> {
  const closes = c && closesAt(c);
  const state = closes === undefined ? 'never' : now < closes ? 'open' : 'closed';
  return { window: { state, closesAt: isoOrNull(closes) }, owes: c ? owesIn(c) : { who: 'nobody', since: null } };
}

/** The agent owes the answer since the customer's first message after the last reply. */
function owesIn(c: Conversation): TicketView['owes'] {
  const reply = lastReplyAt(c);
  switch (lastWord(c)) {
    case 'customer': {
      const first = c.messages.find((it) => it.by === 'customer' && it.at > (reply ?? -Infinity));
      return { who: 'agent', since: isoOrNull((first ?? lastCustomer(c))?.at) };
    }
    case 'agent':
      return { who: 'customer', since: isoOrNull(reply) };
    case undefined: {
      const asked = c.stage === 'watching' ? askedLast(c) : undefined;
      return asked ? { who: 'customer', since: iso(asked.at) } : { who: 'nobody', since: null };
    }
  }
}

const planNames: Partial<Record<PlanName, NonNullable<TicketView['next']>['what']>> = {
  followUp: 'reminder',
  reopening: 'reopening',
  rescue: 'rescue',
  warning: 'warning',
  solve: 'solving',
  send: 'sending',
  turn: 'sending',
  end: 'end',
};

function comingUp(c: Live, outreach: OutreachView[]): Pick<TicketView, 'next' | 'whyNothing' | 'automatic'> {
  const judged = [
    { what: 'reminder', verdict: judgeFollowUp(c) },
    { what: 'reopening', verdict: judgeReopening(c) },
    { what: 'rescue', verdict: judgeRescue(c) },
    { what: 'warning', verdict: judgeWarning(c) },
    { what: 'solving', verdict: judgeSolving(c) },
  ] as const;
  const automatic = judged.map(({ what, verdict }) => ({ what, ...verdictOf(verdict) }));
  const next = nextOf(c, outreach);
  return { next, whyNothing: next ? null : whyNothing(c, automatic), automatic };
}

const verdictOf = (it: Verdict) =>
  'at' in it ? { at: iso(it.at), whyNot: null } : { at: null, whyNot: reasonCode(it.none) };

function nextOf(c: Live, outreach: OutreachView[]): TicketView['next'] {
  const coming = c.outreach.findLast((it) => !isOver(it));
  if (coming) {
    const waits = outreach.find(({ id }) => id === coming.id)?.waitsFor;
    return { what: 'sending', at: waits?.until ?? null };
  }
  const next = nextAction(c);
  if (!next || QUIET.has(next.name)) return null;
  return { what: planNames[next.name] ?? 'other', at: isoOrNull(next.at) };
}

/** Nobody would notice. */
const QUIET = new Set<PlanName>(['read', 'display', 'returnTurn']);

/** What holds for the whole ticket first; then why the customer is not reminded, or, if they wait, not answered. */
function whyNothing(c: Live, automatic: TicketView['automatic']): TicketView['whyNothing'] {
  if (isSilenced(c)) return 'silenced';
  if (observes(c)) return 'observes';
  if (optedOut(c)) return 'optedOut';
  const notOwn = askedLast(c) ? undefined : notItsOwn(c);
  if (notOwn) return reasonCode(notOwn);
  const ofWhat = lastWord(c) === 'customer' && !askedLast(c) ? 'reopening' : 'reminder';
  return automatic.find(({ what }) => what === ofWhat)?.whyNot ?? null;
}

function heldIn(c: Live): TicketView['held'] {
  const { rescue } = c.truth.policy;
  if (!rescue || !ownsConversation(c)) return null;
  const lost = lostReplies(c).filter((it) => !isExpired(c, it));
  const [first] = lost;
  if (!first) return null;
  const isAutomatic = rescue.mode === 'automatic' && !isSilenced(c);
  return {
    count: lost.length,
    since: iso(first.at),
    expiresAt: iso(first.at + rescue.expiresMs),
    wanted: lost.some((it) => isWanted(c, it) || (isAutomatic && !isHopeless(c, it))),
  };
}
