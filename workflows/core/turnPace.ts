/** How fast turns are given. Pure functions; instants in epoch ms. Rows L7 and L9 of docs/behaviour.md. */
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import type { TurnRules, Turns } from './turnState';

/** Automatic turns are given in small bursts, so that a queue of thousands does not cost a timer for each turn. */
const BURST_MS = 5_000;
/** Of all turns, so many seconds' worth may be given at once. */
const SENDS_BURST_MS = 1_000;
/** Sums of fractions are not exact. */
const ONE_TOKEN = 1 - 1e-9;

/** Adds the tokens earned since. */
export function passTokens(before: Turns, { rules, ...after }: Turns): Turns {
  const seconds = Math.max(0, after.asOf - before.asOf) / 1000;
  const sends = rules.sendsPerSecond === undefined ? sendsBurst(rules) : before.sends + seconds * rules.sendsPerSecond;
  return {
    ...after,
    rules,
    tokens: Math.min(burst(rules), before.tokens + seconds * rules.perSecond),
    sends: Math.min(sendsBurst(rules), sends),
  };
}

/** When the rates allow the next turn; `-Infinity`: now. */
export function paceAt(
  { tokens, sends, rules, asOf, waiting }: Turns,
  { requested }: Pick<TurnRequest, 'requested'>,
): Instant {
  const { perSecond, sendsPerSecond } = rules;
  const after = (pause: number): Instant => asOf + Math.max(1, Math.ceil(pause));
  const automatic =
    requested || tokens >= ONE_TOKEN ? -Infinity : after(pauseOf(tokens, perSecond, BURST_MS, waiting.length));
  if (sendsPerSecond === undefined || sends >= ONE_TOKEN) return automatic;
  return Math.max(automatic, after(pauseOf(sends, sendsPerSecond, SENDS_BURST_MS, waiting.length)));
}

/** The pause until there is a token or, in a long queue, until there are many. */
const pauseOf = (tokens: number, perSecond: number, burstMs: number, waiting: number): number => {
  const untilOne = ((1 - tokens) / perSecond) * 1000;
  return waiting > perSecond * (burstMs / 1000) ? Math.max(untilOne, burstMs) : untilOne;
};

export const burst = ({ perSecond }: TurnRules): number => Math.max(1, Math.ceil((perSecond * BURST_MS) / 1000));

export const sendsBurst = ({ sendsPerSecond = 1 }: TurnRules): number =>
  Math.max(1, Math.ceil((sendsPerSecond * SENDS_BURST_MS) / 1000));
