import type { Instant } from '../../../../activities/types';
import { type Live, isOver } from '../../../../workflows/core/conversation';
import { judgeFollowUp } from '../../../../workflows/core/followUp';
import { judgeReopening } from '../../../../workflows/core/reopening';
import { judgeSolving } from '../../../../workflows/core/solving';
import type { Verdict } from '../../../../workflows/core/verdict';
import { judgeWarning } from '../../../../workflows/core/warning';

/** What happens to a ticket by itself, in the order in which people are told. */
export const KINDS = ['followUp', 'reopening', 'warning', 'solving'] as const;
export type Kind = (typeof KINDS)[number];

/** By kind: when it is due if all stays as it is, or why it is not. */
export type Forecast = Record<Kind, Verdict>;

/** What a ticket has planned, by the rules in its truth. What is being sent now no longer changes, and is not listed. */
export function forecastOf(conversation: Live, now: Instant): Forecast {
  const c = { ...conversation, asOf: Math.max(conversation.asOf, now) };
  return {
    followUp: judged(c, 'followUp', judgeFollowUp),
    reopening: judged(c, 'reopening', judgeReopening),
    warning: judgeWarning(c),
    solving: judgeSolving(c),
  };
}

/** An outreach that has asked for its turn is judged like one that has yet to: it may still move or be dropped. */
function judged(c: Live, kind: 'followUp' | 'reopening', judge: (c: Live, except?: string) => Verdict): Verdict {
  const intent = c.outreach.find((it) => it.purpose.kind === kind && !isOver(it));
  return intent?.progress.state === 'looking' ? { none: 'it is being sent' } : judge(c, intent?.id);
}
