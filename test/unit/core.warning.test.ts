import { describe, expect, it } from 'vitest';
import { agent, customer, given, lost, note, status } from '../support/given';

describe('case 1: the warning to the agent', () => {
  it.each(['new', 'open', 'pending', 'hold'] as const)(
    'F10 warns the agent of a %s ticket two hours before the window closes, and never reminds the customer',
    (to) => {
      const story = given(customer('Mon 13:00'), status('Mon 13:05', to)).until('Sun 12:00');
      expect(story.notes).toEqual([note('Tue 11:00', 'windowClosing')]);
      expect(story.received).toEqual([]);
    },
  );

  it('F10 shows "closing" with the warning, not before', () => {
    expect(given(customer('Mon 13:00')).until('Tue 10:59').window).toBe('open till Tue 13:00');
    expect(given(customer('Mon 13:00')).until('Tue 11:00').window).toBe('closing till Tue 13:00');
  });

  it('F10 warns 30 minutes before the last office hours end when the moment itself is outside them', () => {
    const story = given(customer('Mon 08:30')).until('Sun 12:00');
    expect(story.notes).toEqual([note('Mon 17:30', 'windowClosing')]);
  });

  it('F10 warns at once when the customer wrote in the last 30 minutes of office time', () => {
    const story = given(customer('Fri 17:45')).until('next Mon 12:00');
    expect(story.notes).toEqual([note('Fri 17:45', 'windowClosing')]);
  });

  it('F10 does not warn when no office hours lie in the window', () => {
    const story = given(customer('Sat 10:00')).until('next Mon 12:00');
    expect(story.notes).toEqual([]);
    expect(story.window).toBe('closed till Sun 10:00');
  });

  it('F10 does not warn when the agent has answered', () => {
    expect(given(customer('Mon 13:00'), agent('Tue 10:30')).until('Sun 12:00').notes).toEqual([]);
  });

  it('F10 does not warn when the answer came without a webhook', () => {
    expect(given(customer('Mon 13:00'), lost(agent('Tue 10:30'))).until('Sun 12:00').notes).toEqual([]);
  });

  it('F10 does not warn when the ticket is solved, or the policy has no warning', () => {
    expect(given(customer('Mon 13:00'), status('Mon 14:00', 'solved')).until('Thu 12:00').notes).toEqual([]);
    expect(given(customer('Mon 13:00')).policy({ agentWarning: 'off' }).until('Thu 12:00').notes).toEqual([]);
  });

  it('F10 warns once a window, and again in the next', () => {
    const story = given(customer('Mon 13:00'), customer('Tue 11:30')).until('Sun 12:00');
    expect(story.notes).toEqual([note('Tue 11:00', 'windowClosing'), note('Wed 09:30', 'windowClosing')]);
  });
});
