import { describe, expect, it } from 'vitest';
import { failingOf } from '../../workflows/core/failing';
import { agent, customer, given, macro, status, type Story } from '../support/given';

const failing = (story: Story, time: string): string | undefined => {
  const { conversation } = story.until(time);
  return conversation && failingOf(conversation);
};

const asked = [customer('Sat 10:00'), macro('next Mon 09:05', 'reopening')];
const refused = { sends: [{ undelivered: 131026 }] };
const late = [customer('Mon 09:00'), agent('Tue 11:00')];
const rescue = { mode: 'agent', deliver: 'always', expiresMs: 72 * 3_600_000, message: 'rescue' } as const;

describe('J48 what has failed and waits for a person', () => {
  it('J48 is a message of ours that WhatsApp refuses, and none that arrives', () => {
    expect(failing(given(...asked).where(refused), 'next Mon 10:00')).toBe('message');
    expect(failing(given(...asked), 'next Mon 10:00')).toBeUndefined();
  });

  it('J48 is over when somebody writes, or the ticket is solved', () => {
    const then = (...more: Parameters<typeof given>) =>
      failing(given(...asked, ...more).where(refused), 'next Mon 12:00');
    expect(then()).toBe('message');
    expect(then(customer('next Mon 11:00'))).toBeUndefined();
    expect(then(status('next Mon 11:00', 'solved'))).toBeUndefined();
  });

  it("J48 is an agent's reply that came too late, until it is rescued or the customer writes", () => {
    expect(failing(given(customer('Mon 09:00'), agent('Mon 11:00')), 'Mon 12:00')).toBeUndefined();
    expect(failing(given(...late), 'Tue 12:00')).toBe('reply');
    expect(failing(given(...late, macro('Tue 12:00', 'rescue')).policy({ rescue }), 'Tue 13:00')).toBeUndefined();
    expect(failing(given(...late, customer('Tue 12:30')), 'Tue 13:00')).toBeUndefined();
  });

  it('J48 is a message of unknown outcome', () => {
    expect(
      failing(
        given(macro('Mon 09:05', 'incident')).where({
          conversation: undefined,
          reach: 'phone',
          sends: ['lostButArrived'],
        }),
        'Mon 12:00',
      ),
    ).toBe('unknown');
  });

  it('J48 is said by runs of these rules only: the others have no such attribute', () => {
    const { conversation } = given(...late).until('Tue 12:00');
    expect(conversation && failingOf({ ...conversation, rules: 7 })).toBeUndefined();
  });
});
