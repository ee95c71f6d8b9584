/** An experiment measures what reminders bring: the control group gets none. */
import { describe, expect, it } from 'vitest';
import { agent, change, customer, given, macro, note, status, template } from '../support/given';
import { withRescue } from '../support/rescues';
import type { World } from '../support/worldModel';

const PENDING = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const CONTROL = { heldBack: true };
const experimentEnds = (time: string) => change(time, (w: World) => (w.heldBack = false));

describe('a customer of the control group', () => {
  it('Y30 gets no reminder: one note says so when it would have gone out, and its turn is given back', () => {
    const { received, notes, world } = given(...PENDING)
      .where(CONTROL)
      .until('Fri 20:00');
    expect(received).toEqual([]);
    expect(notes).toEqual([note('Tue 11:00', 'heldBack')]);
    expect(world.log.sends).toHaveLength(1);
    expect(world.log.returns.flat()).toMatchObject([{ given: expect.any(Number) as number }]);
  });

  it('Y30 nor a second one, nor one when the experiment ends, and the ticket is not solved as unanswered', () => {
    const { received, notes, world } = given(...PENDING, experimentEnds('Wed 09:00'))
      .where(CONTROL)
      .policy({ followUp: { max: 2, solveAfterMs: 24 * 3_600_000 } })
      .until('next Fri 20:00');
    expect(received).toEqual([]);
    expect(notes).toEqual([note('Tue 11:00', 'heldBack')]);
    expect(world.status).toBe('pending');
  });

  it('Y30 gets what an agent asks for, as anybody does', () => {
    const { received } = given(...PENDING, macro('Wed 10:00', 'reopening'))
      .where(CONTROL)
      .until('Fri 20:00');
    expect(received).toEqual([template('Wed 10:00', 'reopening')]);
  });

  it('Y31 gets no reminder of a message that an agent asked for either', () => {
    const { received, notes } = given(
      customer('Mon 09:00'),
      macro('Wed 10:00', 'reopening'),
      status('Wed 10:05', 'pending'),
    )
      .where(CONTROL)
      .policy({ reopening: { followUps: 1 } })
      .until('Sat 20:00');
    expect(received).toEqual([template('Wed 10:00', 'reopening')]);
    expect(notes).toContainEqual(note('Thu 10:00', 'heldBack'));
  });

  it('Y30 is asked again after their next question: each is a reminder of its own', () => {
    const { notes } = given(...PENDING, customer('Wed 10:00'), agent('Wed 11:00'), status('Wed 11:00', 'pending'))
      .where(CONTROL)
      .until('Fri 20:00');
    expect(notes.filter(({ kind }) => kind === 'heldBack')).toEqual([
      note('Tue 11:00', 'heldBack'),
      note('Thu 11:00', 'heldBack'),
    ]);
  });
});

describe('only reminders are held back', () => {
  it('Y32 never a reopening: the customer waits for us', () => {
    const { received } = given(customer('Sat 10:12'))
      .where(CONTROL)
      .policy({ reopening: { mode: 'automatic' } })
      .until('next Wed 20:00');
    expect(received).toEqual([template('next Mon 09:00', 'reopening')]);
  });

  it('Y32 nor a rescue', () => {
    const { received } = withRescue({ mode: 'automatic' }, customer('Mon 09:00'), agent('Tue 11:00'))
      .where(CONTROL)
      .until('Wed 20:00');
    expect(received).toEqual([template('Tue 11:01', 'rescue')]);
  });
});
