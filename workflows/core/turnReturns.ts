/** Turns that the ticket gives back: nothing was handed over to WhatsApp. Rows L2 and L3 of docs/behaviour.md. */
import type { TurnReturn } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import type { Conversation, Outreach } from './conversation';
import type { OwnEvent, TicketEvent } from './events';
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
  const { given, cost } = turn ?? {};
  const intent = cost === undefined ? before : { ...before, counted: (before.counted ?? 0) + cost };
  return given !== undefined && at > given + LATE_MS ? { ...intent, turn: { given, used: at } } : intent;
}

/** What the account's turns are told of it. */
export function returnEvent({ used, ...turn }: TurnReturn): TurnEvent {
  const { given } = turn;
  if (used === undefined || given === undefined) return { type: 'withdrawn', ...turn };
  return { type: 'used', ...turn, given, at: used };
}

type ReturnEvent = Extract<OwnEvent, { type: 'turnsReturned' | 'turnsNotReturned' }>;

/** A run that has ended does not wait: a turn that is not given back counts for a day, a request expires. */
export function evolveReturns(c: Conversation, event: ReturnEvent): Conversation {
  if (event.type === 'turnsNotReturned') {
    return c.stage === 'watching' ? { ...c, returnNotBefore: event.retryAt } : withoutUnused(c);
  }
  const isReturned = ({ intentId, given }: TurnReturn): boolean =>
    event.turns.some((it) => it.intentId === intentId && it.given === given);
  const left = (c.unusedTurns ?? []).filter((it) => !isReturned(it));
  const rest = withoutUnused(c);
  const next: Conversation = left.length > 0 ? { ...rest, unusedTurns: left } : rest;
  if (next.stage !== 'watching') return next;
  const outreach = next.outreach.map((it): Outreach => {
    const { turn, asks: _asks, ...intent } = it;
    return turn && isReturned({ ticketId: c.ticketId, intentId: it.id, ...turn }) ? intent : it;
  });
  return { ...next, outreach };
}

function withoutUnused({ unusedTurns: _unused, ...c }: Conversation): Conversation {
  return c;
}
