/** Plans about turns: asking for one, giving one back, ending what waited too long, telling of a stop. Rows L1 to L6. */
import type { TurnRequest } from '../../activities/orders';
import { askAgainAfter, havingAsked, turnRequest } from './attempts';
import { tooLateAt } from './cancellation';
import { type Conversation, type Live, type Outreach, waitsForTurn } from './conversation';
import { own } from './own';
import { heldBy, heldUntil, isOfTemplate } from './deliveryErrors';
import type { Plan } from './plan';
import { SENT_ENDS_HOLD, TURNS_WHEN_DUE, TURN_FOR_EACH_ATTEMPT, decidesBy } from './rules';
import { setProgress } from './sending';
import { turnsToReturn } from './turnReturns';

export function askingForTurn(c: Live, intent: Outreach): Plan | undefined {
  const { progress } = intent;
  if (progress.state !== 'wanted' && progress.state !== 'waiting') return undefined;
  // The last one is to be given back first.
  if (intent.turn?.given !== undefined) return undefined;
  const counts = decidesBy(c, TURN_FOR_EACH_ATTEMPT);
  const at =
    progress.state === 'wanted' ? progress.notBefore : progress.since + askAgainAfter(counts ? intent.asks : 1);
  const asking = counts ? { ...intent, turn: {}, asks: (intent.asks ?? 0) + 1 } : intent;
  const request = turnRequest(c, asking, Math.max(c.asOf, intent.since));
  const effect = { type: 'askTurn', request, ...directly(c, request) } as const;
  return { name: 'turn', at, act: () => ({ next: asked(c, counts ? havingAsked(asking, request) : asking), effect }) };
}

/** What is due now need not wait in the queue if nobody else does. */
export const directly = (c: Live, { notBefore }: TurnRequest): { direct?: true } =>
  decidesBy(c, TURNS_WHEN_DUE) && notBefore <= c.asOf ? { direct: true } : {};

/** If a turn was asked for long ago, ask again. The new request replaces the first, should that still be queued. */
function asked(c: Live, intent: Outreach): Live {
  const next = { ...c, outreach: c.outreach.map((it) => (it.id === intent.id ? intent : it)) };
  return intent.progress.state === 'waiting'
    ? setProgress(next, intent.id, { state: 'wanted', notBefore: c.asOf })
    : next;
}

/** A message that has waited behind a hold for a day fails (`cancellation.ts`). */
export function givingUp(c: Live, intent: Outreach): Plan | undefined {
  if (!waitsForTurn(intent) || !decidesBy(c, TURN_FOR_EACH_ATTEMPT)) return undefined;
  const at = Math.min(heldUntil(intent)?.at ?? Infinity, tooLateAt(c, intent) ?? Infinity);
  return at === Infinity ? undefined : { name: 'turn', at, act: () => ({ next: c }) };
}

/** At once, so that nobody waits for a turn that others do not need. */
export function returningTurns(c: Conversation): Plan | undefined {
  const turns = turnsToReturn(c);
  if (turns.length === 0 || !decidesBy(c, TURN_FOR_EACH_ATTEMPT)) return undefined;
  const at = Math.max(c.asOf, (c.stage === 'watching' && c.returnNotBefore) || 0);
  return { name: 'returnTurn', at, act: () => ({ next: c, effect: { type: 'returnTurns', turns } }) };
}

/**
 * Tells the account's other tickets that WhatsApp has stopped a template, or the account, so that each need not find
 * out by itself.
 */
export function reportingStop(c: Live, intent: Outreach): Plan | undefined {
  const stop = heldBy(intent);
  const key = `stop:${intent.id}:${intent.attempts}`;
  if (stop === undefined || c.done.includes(key)) return undefined;
  if (intent.progress.state === 'sent' && decidesBy(c, SENT_ENDS_HOLD)) return undefined;
  const { message } = intent;
  const template = own(c.truth.policy.messages, message)?.template;
  const of = isOfTemplate(stop) && { message, ...(template !== undefined && { template }) };
  const effect = { type: 'reportStop', code: stop, ...of } as const;
  return { name: 'turn', at: c.asOf, act: () => ({ next: { ...c, done: [...c.done, key] }, effect }) };
}
