/** `mode: observe` in the policy: everything is decided and noted, nothing is sent. Rows X8 to X12 of docs/behaviour.md. */
import { type Live, type Outreach, waitsForTurn } from './conversation';

export const observes = ({ truth }: Live): boolean => truth.policy.observes === true;

/** Why something is not done. */
export const ONLY_OBSERVES = 'the policy only observes';
/** Why it is not sent later. */
export const WAS_OBSERVED = 'it was due while the policy only observed';

export const observedKey = (intentId: string): string => `observed:${intentId}`;

/** By this run or, as the ticket's notes say, by an earlier one. It is not sent later either. */
export const wasObserved = (c: Live, intentId: string): boolean =>
  c.done.includes(observedKey(intentId)) ||
  c.outreach.some(({ id, progress }) => id === intentId && progress.state === 'observed');

/** Why it is not sent later either, and no other after it. */
export const HELD_BACK = 'an experiment measures what happens without it';

export const heldBackKey = (intentId: string): string => `heldBack:${intentId}`;

export const wasHeldBack = (c: Live, intentId: string): boolean =>
  c.done.includes(heldBackKey(intentId)) ||
  c.outreach.some(({ id, progress }) => id === intentId && progress.state === 'heldBack');

/** What is not sent needs no turn. */
export const withoutTurns = (c: Live): Live =>
  observes(c) ? { ...c, outreach: c.outreach.map((it) => (waitsForTurn(it) ? ready(c, it) : it)) } : c;

const ready = (c: Live, { progress, ...intent }: Outreach): Outreach => ({
  ...intent,
  progress: { state: 'ready', notBefore: progress.state === 'wanted' ? progress.notBefore : c.asOf },
});
