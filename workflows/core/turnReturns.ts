/** Turns that the ticket gives back: nothing was handed over to WhatsApp. Rows L2 and L3 of docs/behaviour.md. */
import type { TurnReturn } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { type Conversation, type Live, type Outreach, isOver, returnOf } from './conversation';
import type { OwnEvent, TicketEvent } from './events';
import { LATE_PROBES, decidesBy } from './rules';
import type { TurnEvent } from './turnState';

/** The account's turns take a message as handed over within this time (ms) after its turn; a later one is reported. */
const LATE_MS = 60_000;

/** A turn for which nothing waits. */
export function withUnused<C extends Conversation>(c: C, event: Extract<TicketEvent, { type: 'turn' }>): C {
  const { intentId, given } = event;
  if (given === undefined) return c;
  return { ...c, unusedTurns: [...(c.unusedTurns ?? []), { ticketId: c.ticketId, intentId, given }] };
}

/** WhatsApp has the message, or may have it: its turn is used. */
export function withUsedTurn({ turn, asks: _asks, ...before }: Outreach, at: Instant): Outreach {
  const { given, cost, late } = turn ?? {};
  const intent = cost === undefined ? before : { ...before, counted: (before.counted ?? 0) + cost };
  return given !== undefined && (late || at > given + LATE_MS) ? { ...intent, turn: { given, used: at } } : intent;
}

/** The turns, and requests for one, that the ticket does not need any more, and probes that no vendor takes. */
export function turnsToReturn(c: Conversation): TurnReturn[] {
  const unused = c.unusedTurns ?? [];
  if (c.stage !== 'watching') return unused;
  return [...unused, ...c.outreach.flatMap((it) => (it.turn ? told(c, it, it.turn) : []))];
}

function told(c: Live, it: Outreach, turn: NonNullable<Outreach['turn']>): TurnReturn[] {
  if (isUnneeded(it, turn)) return [returnOf(c, it, turn)];
  const { given } = turn;
  return given !== undefined && isLate(c, it, turn) ? [{ ticketId: c.ticketId, intentId: it.id, late: given }] : [];
}

/** It has ended, its use is to be reported, or it will ask for another one. */
const isUnneeded = (it: Outreach, { given, used }: NonNullable<Outreach['turn']>): boolean =>
  isOver(it) || used !== undefined || (given !== undefined && it.progress.state === 'wanted');

/** L6: the probe was tried, and nobody took it, or nobody knows whether. */
function isLate(
  c: Live,
  { progress, triedAt = -Infinity, postponed }: Outreach,
  { given = Infinity, probe, late }: NonNullable<Outreach['turn']>,
): boolean {
  const isOpen = progress.state === 'looking' || (progress.state === 'ready' && postponed !== undefined);
  return probe === true && !late && isOpen && triedAt >= given && decidesBy(c, LATE_PROBES);
}

/** What the account's turns are told of it. */
export function returnEvent({ used, late, ...turn }: TurnReturn): TurnEvent {
  const { given } = turn;
  if (late !== undefined) return { type: 'late', ...turn, given: late };
  if (used === undefined || given === undefined) return { type: 'withdrawn', ...turn };
  return { type: 'used', ...turn, given, at: used };
}

type ReturnEvent = Extract<OwnEvent, { type: 'turnsReturned' | 'turnsNotReturned' }>;

/** A run that has ended does not wait: a turn that is not given back counts for a day, a request expires. */
export function evolveReturns(c: Conversation, event: ReturnEvent): Conversation {
  if (event.type === 'turnsNotReturned') {
    return c.stage === 'watching' ? { ...c, returnNotBefore: event.retryAt } : withoutUnused(c);
  }
  const answered = (intentId: string, given?: Instant): TurnReturn | undefined =>
    event.turns.find((it) => it.intentId === intentId && (it.late ?? it.given) === given);
  const left = (c.unusedTurns ?? []).filter(({ intentId, given }) => !answered(intentId, given));
  const rest = withoutUnused(c);
  const next: Conversation = left.length > 0 ? { ...rest, unusedTurns: left } : rest;
  if (next.stage !== 'watching') return next;
  const outreach = next.outreach.map((it): Outreach => {
    const { turn, asks: _asks, ...intent } = it;
    const returned = turn && answered(it.id, turn.given);
    if (returned?.late !== undefined) return { ...it, turn: { ...turn, late: true } };
    return returned ? intent : it;
  });
  return { ...next, outreach };
}

function withoutUnused({ unusedTurns: _unused, ...c }: Conversation): Conversation {
  return c;
}
