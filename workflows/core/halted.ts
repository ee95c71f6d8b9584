/**
 * A send that was not carried out: sending is paused, the policy only observes, or an experiment holds it back. Rows X1,
 * X8 and Y30 of docs/behaviour.md.
 */
import type { Live, Outreach } from './conversation';
import { lookFirst, unlessUncertain } from './uncertainDelivery';

/** The attempt is taken back. It needs another turn, which comes when sending goes on; an earlier one may have arrived. */
export function halted(c: Live, intent: Outreach): Outreach {
  const { progress, attempts } = intent;
  if (progress.state === 'ready' && progress.doubt) return { ...intent, progress: lookFirst(c, progress.doubt) };
  return { ...intent, attempts: attempts - 1, progress: { state: 'wanted', notBefore: c.asOf } };
}

/** Nothing was handed over, and nothing will be. */
export const observed = (c: Live, intent: Outreach): Outreach => ({
  ...intent,
  progress: unlessUncertain(c, intent, { state: 'observed', rendition: intent.rendition }),
});

export const heldBack = (c: Live, intent: Outreach): Outreach => ({
  ...intent,
  progress: unlessUncertain(c, intent, { state: 'heldBack' }),
});
