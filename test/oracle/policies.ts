/** The policies of random weeks. */
import fc from 'fast-check';
import type { TicketPolicy } from '../../activities/types';
import { HOUR } from '../support/madrid';
import { defaultPolicy } from '../support/worldModel';
import { weighted } from './drawn';

export const policies: fc.Arbitrary<TicketPolicy> = fc
  .record({
    anchor: weighted([5, 'agentReply' as const], [1, 'windowClose' as const]),
    after: weighted([4, 24 * HOUR], [1, 12 * HOUR], [1, 36 * HOUR]),
    max: weighted([4, 1], [2, 2]),
    solveAfter: weighted<number | undefined>([2, undefined], [1, 12 * HOUR], [1, 48 * HOUR]),
    remindsEnded: weighted([4, false], [1, true]),
    followUp: weighted([9, true], [1, false]),
    automatic: fc.boolean(),
    warning: weighted([5, true], [1, false]),
    consent: weighted([4, false], [1, true]),
    rescue: weighted<undefined | 'agent' | 'automatic'>([1, undefined], [2, 'agent'], [2, 'automatic']),
    deliver: weighted<'always' | 'ask'>([2, 'always'], [1, 'ask']),
    expires: weighted([3, 72 * HOUR], [1, 12 * HOUR]),
    texts: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map((it) => {
    const { followUp, agentWarning, reopening, ...others } = defaultPolicy;
    const [followUpText, reopeningText, incidentText] = it.texts;
    const solve = it.solveAfter !== undefined && { solveAfterMs: it.solveAfter };
    const reminds = it.remindsEnded && { remindsEndedSession: true as const };
    return {
      ...others,
      ...(it.followUp &&
        followUp && {
          followUp: { ...followUp, anchor: it.anchor, afterMs: it.after, max: it.max, ...solve, ...reminds },
        }),
      ...(it.warning && agentWarning && { agentWarning }),
      ...(reopening && { reopening: { ...reopening, mode: it.automatic ? 'automatic' : 'agent' } }),
      ...(it.rescue && {
        rescue: { mode: it.rescue, deliver: it.deliver, expiresMs: it.expires, message: 'rescue' },
      }),
      ...(it.consent && { consentRequired: true as const }),
      messages: {
        followUp: { hasText: followUpText },
        reopening: { hasText: reopeningText },
        incident: { hasText: incidentText },
        rescue: { hasText: false },
      },
    };
  });
