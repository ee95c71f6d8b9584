import { describe, expect, it } from 'vitest';
import { agent, customer, given, macro } from '../support/given';
import { at } from '../support/madrid';

const saturday = customer('last Sat 10:12');

describe('rule 8: few writes', () => {
  it('rule 8 merges status, fields and note into one update', () => {
    const story = given(saturday, macro('Mon 10:00', 'reopening')).until('Mon 18:00');
    expect(story.world.log.writes.at(-1)?.update).toMatchObject({
      clearAction: true,
      notes: [{ note: { kind: 'sent' } }],
    });
    expect(story.writes.filter((time) => time.startsWith('Mon'))).toEqual(['Mon 10:00']);
  });

  it('rule 8 writes the display fields at most once in 10 min, dropping what is superseded', () => {
    const waiting = given(customer('Mon 10:00'), customer('Mon 17:29'), customer('Mon 17:33'));
    const warned = waiting.until('Mon 17:37');
    expect(warned.writes).toEqual(['Mon 10:00', 'Mon 17:27:43']);
    expect(warned.window).toBe('closing till Tue 10:00');
    const told = waiting.until('Mon 18:30');
    expect(told.writes).toEqual(['Mon 10:00', 'Mon 17:27:43', 'Mon 17:37:43']);
    expect(told.window).toBe('open till Tue 17:33');
  });

  it('rule 8 does not write for its own sake that the window closes less than an hour later', () => {
    const burst = ['09:00', '09:01', '09:30', '09:59'].map((time) => customer(`Mon ${time}`));
    const story = given(...burst).until('Mon 16:00');
    expect(story.writes).toEqual(['Mon 09:00']);
    expect(story.window).toBe('open till Tue 09:00');
    const hourLater = given(...burst, customer('Mon 10:00')).until('Mon 16:00');
    expect(hourLater.writes).toEqual(['Mon 09:00', 'Mon 10:00']);
    expect(hourLater.window).toBe('open till Tue 10:00');
  });

  it('rule 8 reads nothing to show a window that a message has opened, and reads before it shows one closed', () => {
    const story = given(customer('Mon 09:00'), customer('Mon 12:00'), agent('Mon 12:30')).until('Tue 13:00');
    expect(story.writes).toEqual(['Mon 09:00', 'Mon 12:00', 'Tue 12:00']);
    expect(story.reads).toEqual(['Mon 09:00', 'Tue 12:00']);
    expect(story.window).toBe('closed till Tue 12:00');
  });

  it('rule 8 reads the ticket again before it tries a failed write of the fields once more', () => {
    const story = given(customer('Mon 09:00'), customer('Mon 12:00')).where({ writes: ['written', 'busy'] });
    expect(story.until('Mon 13:00').reads).toEqual(['Mon 09:00', 'Mon 12:01']);
  });

  it('rule 8 does not write what is shown already', () => {
    const shown = { window: 'open' as const, closesAt: at('Tue 09:00') };
    expect(given(customer('Mon 09:00')).where({ shown }).until('Mon 10:00').writes).toEqual([]);
  });

  it('rule 8 lets the display fields go with another write before their time', () => {
    const story = given(customer('Mon 09:00'), customer('Mon 09:02'), macro('Mon 09:03', 'reopening'));
    expect(story.until('Mon 09:20').writes).toEqual(['Mon 09:00', 'Mon 09:03']);
  });
});
