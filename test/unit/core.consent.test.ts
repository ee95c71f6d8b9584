import { describe, expect, it } from 'vitest';
import { lacksConsent } from '../../workflows/core/consent';
import type { Live } from '../../workflows/core/conversation';
import { agent, change, customer, given, lost, macro, note, status } from '../support/given';

const noted = (story: { words: unknown[] }) => story.words.at(-1);
const noConsent = { kind: 'sendFailed', failure: { reason: 'noConsent' } };

describe('consent.proactive: required', () => {
  const asked = given(macro('Mon 10:00', 'incident'))
    .where({ conversation: undefined, reach: 'phone' })
    .policy({ consentRequired: true });

  it('C1 nothing is sent without the box, and a note says why', () => {
    const story = asked.until('Mon 12:00');
    expect(story.sends).toEqual([]);
    expect(noted(story)).toMatchObject(noConsent);
    expect(story.world.action).toBeUndefined();
  });

  it('C1 the message goes out with the box', () => {
    expect(asked.where({ optedIn: true }).until('Mon 12:00').received).toHaveLength(1);
  });

  it('C1 that the customer once wrote to us is no consent', () => {
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'incident')).policy({ consentRequired: true });
    expect(noted(story.until('Mon 12:00'))).toMatchObject(noConsent);
  });

  it('C1 the same macro goes out once the box is ticked', () => {
    const story = given(
      macro('Mon 10:00', 'incident'),
      lost(change('Mon 10:05', (w) => (w.optedIn = true))),
      macro('Mon 10:10', 'incident'),
    )
      .where({ conversation: undefined, reach: 'phone' })
      .policy({ consentRequired: true });
    expect(story.until('Mon 12:00').notes).toEqual([note('Mon 10:00', 'sendFailed'), note('Mon 10:10', 'sent')]);
  });

  it('C2 a consent that is taken back before the send ends it', () => {
    const story = given(
      macro('Mon 10:00', 'incident'),
      change('Mon 10:00:30', (w) => (w.optedIn = false)),
    )
      .where({ conversation: undefined, reach: 'phone', optedIn: true, sends: ['busy'] })
      .policy({ consentRequired: true })
      .until('Mon 12:00');
    expect(story.received).toEqual([]);
    expect(noted(story)).toMatchObject(noConsent);
  });

  it('C3 follow-ups and reopenings need none', () => {
    const story = given(
      customer('last Sat 10:12'),
      macro('Mon 09:05', 'reopening'),
      customer('Mon 09:40'),
      agent('Mon 11:00'),
      status('Mon 11:00', 'pending'),
    );
    const { received } = story.policy({ consentRequired: true }).until('Sun 12:00');
    expect(received.map(({ what }) => what)).toEqual(['reopening', 'followUp']);
  });
});

describe('consent.proactive: assumed', () => {
  it('C1 nobody is asked for a box', () => {
    const c = { truth: { policy: {}, optedIn: false } } as unknown as Live;
    expect(lacksConsent(c, { kind: 'proactive', name: 'incident' })).toBe(false);
  });
});
