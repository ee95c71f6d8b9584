import type { Instant } from '../../../../activities/types';
import { type Live, isOver } from '../../../../workflows/core/conversation';
import { judgeFollowUp } from '../../../../workflows/core/followUp';
import { judgeReopening } from '../../../../workflows/core/reopening';
import { judgeSolving } from '../../../../workflows/core/solving';
import type { Verdict } from '../../../../workflows/core/verdict';
import { judgeWarning } from '../../../../workflows/core/warning';

/** What happens to a ticket automatically, in the order of the report. */
export const KINDS = ['followUp', 'reopening', 'warning', 'solving'] as const;
export type Kind = (typeof KINDS)[number];

/** For each kind, when it is due if nothing changes, or why it will not happen. */
export type Forecast = Record<Kind, Verdict>;

/**
 * What is planned for a ticket, under the rules in its truth. A message that is being sent now can no longer change and
 * is left out.
 */
export function forecastOf(conversation: Live, now: Instant): Forecast {
  const c = { ...conversation, asOf: Math.max(conversation.asOf, now) };
  return {
    followUp: judged(c, 'followUp', judgeFollowUp),
    reopening: judged(c, 'reopening', judgeReopening),
    warning: judgeWarning(c),
    solving: judgeSolving(c),
  };
}

/**
 * An outreach that waits for its turn is judged as if it had not asked yet, because it may still move or be dropped.
 */
function judged(c: Live, kind: 'followUp' | 'reopening', judge: (c: Live, except?: string) => Verdict): Verdict {
  const intent = c.outreach.find((it) => it.purpose.kind === kind && !isOver(it));
  return intent?.progress.state === 'looking' ? { none: 'it is being sent' } : judge(c, intent?.id);
}
