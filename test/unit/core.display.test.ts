/** What the field "WhatsApp window" shows, at the edges. */
import { describe, expect, it } from 'vitest';
import type { Live } from '../../workflows/core/conversation';
import { displayOf, isLittleLater, isShown } from '../../workflows/core/display';
import { type Happening, agent, customer, given, lost, status } from '../support/given';
import { HOUR, MINUTE, at } from '../support/madrid';

const failed = (time: string, reference: string, code?: number): Happening => ({
  at: at(time),
  act: () => [
    {
      type: 'deliveryFailed',
      id: `failure of ${reference}`,
      reference,
      failure: { reason: 'refused', ...(code !== undefined && { code }) },
    },
  ],
  webhooks: [at(time)],
});
const stateAt = (time: string, ...happenings: Happening[]) =>
  displayOf(given(...happenings).until(time).conversation as Live)?.state;

describe('F13 the field shows that the window is closed', () => {
  const answered = [customer('Mon 09:00'), agent('Mon 10:00')];

  it.each([
    [131047, 'closed'],
    [undefined, 'closed'],
    [131026, 'open'],
  ])('after a failure of the agent’s message with code %s: %s', (code, state) => {
    expect(stateAt('Mon 11:00', ...answered, failed('Mon 10:01', 'agent Mon 10:00', code))).toBe(state);
  });

  it('until the customer writes again, and not by the failure of anybody else’s message', () => {
    const failure = failed('Mon 10:01', 'agent Mon 10:00', 131047);
    expect(stateAt('Mon 11:00', ...answered, failure, customer('Mon 10:30'))).toBe('open');
    expect(
      stateAt('Mon 11:00', customer('Mon 09:00'), customer('Mon 10:00'), failed('Mon 10:01', 'customer Mon 10:00')),
    ).toBe('open');
  });
});

describe('the field', () => {
  it('shows nothing before the customer has written, and nothing of a solved ticket', () => {
    expect(stateAt('Mon 12:00', agent('Mon 11:00'), status('Mon 11:00', 'pending'))).toBeUndefined();
    expect(stateAt('Mon 12:00', customer('Mon 09:00'), status('Mon 11:00', 'solved'))).toBeUndefined();
    expect(stateAt('Mon 12:00', customer('Mon 09:00'), lost(agent('Mon 11:30')))).toBe('open');
  });

  it('shows a minute: within one it is right, and nothing is right where nothing is shown', () => {
    const c = given(customer('Mon 09:00')).until('Mon 10:00').conversation as Live;
    const shows = (closesAt: number | undefined, by: number) => {
      const shown = { window: 'open' as const, ...(closesAt !== undefined && { closesAt }) };
      const live = { ...c, truth: { ...c.truth, ticket: { ...c.truth.ticket, shown } } };
      return isShown(live, { state: 'open', closesAt: at('Tue 09:00') + by });
    };
    expect([shows(at('Tue 09:00'), MINUTE - 1), shows(at('Tue 09:00'), MINUTE), shows(undefined, 0)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('rule 8 may be told a little early, by less than an hour, never late', () => {
    expect([0, 1, HOUR - 1, HOUR, -1].map((later) => isLittleLater(1_000, 1_000 + later))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
