import { describe, expect, it } from 'vitest';
import { agent, change, customer, given, lost, macro, note, status, swept, template } from '../support/given';

describe('an update for which our own budget has no room', () => {
  it('B3 is made as it was decided when there is room, without reading again', () => {
    const story = given(customer('Mon 13:00'))
      .where({ writes: ['written', 'full'] })
      .until('Tue 11:05');
    expect(story.notes).toEqual([note('Tue 11:02', 'windowClosing')]);
    expect(story.reads.filter((time) => time.startsWith('Tue'))).toEqual(['Tue 11:00']);
    expect(story.window).toBe('closing till Tue 13:00');
  });

  it('B3 is guarded by what was read: a ticket that has changed meanwhile is read again', () => {
    const story = given(customer('Mon 13:00'), lost(change('Tue 11:01', () => undefined)))
      .where({ writes: ['written', 'full'] })
      .until('Tue 11:05');
    expect(story.reads.filter((time) => time.startsWith('Tue'))).toEqual(['Tue 11:00', 'Tue 11:02']);
    expect(story.notes).toEqual([note('Tue 11:02', 'windowClosing')]);
    const guards = story.world.log.writes.map(({ update }) => update.stamp !== undefined);
    expect(guards.slice(-3)).toEqual([false, true, false]);
  });

  it('B3 is decided again after a hint: the agent has answered', () => {
    const story = given(customer('Mon 13:00'), agent('Tue 11:01')).where({ writes: ['written', 'full'] });
    expect(story.until('Tue 12:50').notes).toEqual([]);
  });

  it('B3 reads again when there is no room for more than ten minutes', () => {
    const full = new Array<'full'>(6).fill('full');
    const story = given(customer('Mon 13:00'))
      .where({ writes: ['written', ...full] })
      .until('Tue 11:20');
    expect(story.notes).toEqual([note('Tue 11:12', 'windowClosing')]);
    expect(story.reads.filter((time) => time.startsWith('Tue'))).toEqual(['Tue 11:00', 'Tue 11:12']);
  });

  it('B3 leaves no doubt about its notes: nothing was sent', () => {
    const story = given(customer('Mon 13:00'))
      .where({ writes: ['written', 'full'] })
      .until('Tue 11:05');
    expect(story.world.log.writes.at(-1)?.update.lookFirst).toBeUndefined();
  });

  it("Z1 keeps no macro's outcome waiting: what is less urgent has its own place", () => {
    const story = given(customer('Mon 09:00'), macro('Tue 09:01', 'reopening'))
      .where({ writes: ['written', 'written', 'full'] })
      .until('Tue 09:30');
    expect(story.received).toEqual([template('Tue 09:01', 'reopening')]);
    expect(story.notes).toContainEqual(note('Tue 09:01', 'sent'));
    expect(story.world.action).toBeUndefined();
  });

  it("B2 lets a macro's outcome wait only for what was as urgent", () => {
    const story = given(customer('Sat 10:12'), macro('next Mon 09:05', 'reopening'))
      .where({ writes: ['written', 'written', 'full'] })
      .until('next Mon 09:30');
    expect(story.notes).toEqual([note('next Mon 09:07', 'sent')]);
  });
});

describe('a read for which our own budget has no room', () => {
  it('B3 is made when there is room', () => {
    const story = given(customer('Mon 13:00'))
      .where({ reads: ['answered', 'full'] })
      .until('Tue 11:05');
    expect(story.reads.filter((time) => time.startsWith('Tue'))).toEqual(['Tue 11:00', 'Tue 11:02']);
    expect(story.notes).toEqual([note('Tue 11:02', 'windowClosing')]);
  });

  it('B2 does not keep an agent waiting who asks for something meanwhile', () => {
    const story = given(customer('Mon 09:00'), status('Tue 10:00', 'pending'), macro('Tue 10:01', 'reopening'))
      .where({ reads: ['answered', 'answered', 'answered', 'full'] })
      .until('Tue 10:30');
    expect(story.reads).toContain('Tue 10:00');
    expect(story.received).toEqual([template('Tue 10:01', 'reopening')]);
  });

  it('B2 is the last to be made if only the sweep wants it, until a hint wants it too', () => {
    const urgency = (...happenings: Parameters<typeof given>): unknown => {
      const story = given(customer('Mon 10:00'), ...happenings).where({ reads: ['answered', 'full', 'full', 'full'] });
      return story.until('Mon 12:30').conversation;
    };
    const change1 = lost(change('Mon 12:00', () => undefined));
    expect(urgency(change1, swept('Mon 12:29'))).toMatchObject({ readLine: { urgency: 'low' } });
    expect(urgency(change1, swept('Mon 12:28'), status('Mon 12:29', 'pending'))).toMatchObject({
      readLine: { urgency: 'due' },
    });
  });
});
