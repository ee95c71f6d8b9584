import { describe, expect, it } from 'vitest';
import { placeOf } from '../../workflows/core/warning';
import { agent, customer, given, lost, note, status } from '../support/given';
import { HOUR, at } from '../support/madrid';

/** When the agent of that ticket is warned. */
const warnedAt = (ticketId: string, wrote: string, rules?: number): number | undefined =>
  given(customer(wrote))
    .where({
      ticketId,
      conversation: { id: 'conversation', own: true, ownerTicketId: ticketId },
      ...(rules !== undefined && { truthRules: rules }),
    })
    .until('next Wed 12:00')
    .world.notes.find(({ note: { kind } }) => kind === 'windowClosing')?.at;

const IDS = Array.from({ length: 24 }, (_, n) => String(4_711 + n));

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

  it('Z21 shows "open" again once an agent has answered; a ticket nobody answers goes on closing', () => {
    const asked = [customer('Mon 13:00'), agent('Tue 11:20')];
    expect(given(...asked).until('Tue 11:40').window).toBe('open till Tue 13:00');
    expect(given(customer('Mon 13:00')).until('Tue 11:40').window).toBe('closing till Tue 13:00');
  });

  it('F10 warns in the hour that ends 30 minutes before the last office hours, each ticket at its own place', () => {
    const times = IDS.map((id) => warnedAt(id, 'Mon 08:30')!);
    for (const time of times) {
      expect(time).toBeGreaterThanOrEqual(at('Mon 16:30'));
      expect(time).toBeLessThanOrEqual(at('Mon 17:30'));
    }
    expect(new Set(times).size).toBe(IDS.length);
    const quarter = (n: number): number =>
      times.filter((time) => Math.floor((time - at('Mon 16:30')) / (HOUR / 4)) === n).length;
    for (const n of [0, 1, 2, 3]) expect(quarter(n)).toBeGreaterThanOrEqual(3);
    expect(warnedAt(IDS[0]!, 'Mon 08:30')).toBe(times[0]);
  });

  it('F10 gives 10,000 tickets with ids in a row as many places in each minute as by chance', () => {
    const minutes = new Array<number>(60).fill(0);
    for (let id = 35_436; id < 45_436; id += 1) minutes[Math.floor(placeOf(String(id)) * 60)]! += 1;
    // 167 on average; five standard deviations from it would be 102 and 231.
    expect(Math.min(...minutes)).toBeGreaterThan(102);
    expect(Math.max(...minutes)).toBeLessThan(231);
  });

  it('F10 warns in what is left of that hour when the customer wrote during it', () => {
    for (const time of IDS.map((id) => warnedAt(id, 'Fri 17:10')!)) {
      expect(time).toBeGreaterThanOrEqual(at('Fri 17:10'));
      expect(time).toBeLessThanOrEqual(at('Fri 17:30'));
    }
  });

  it('F10 keeps 30 minutes before the end in a run of earlier rules', () => {
    expect(IDS.map((id) => warnedAt(id, 'Mon 08:30', 2))).toEqual(IDS.map(() => at('Mon 17:30')));
  });

  it('F10 warns at opening when the window closes soon after it and had no office hours before', () => {
    expect(given(customer('Sun 10:30')).until('next Wed 12:00').notes).toEqual([
      note('next Mon 09:00', 'windowClosing'),
    ]);
    expect(given(customer('Sun 10:30'), agent('next Mon 08:50')).until('next Wed 12:00').notes).toEqual([]);
    expect(warnedAt('100', 'Sun 10:30', 2)).toBeUndefined();
  });

  it('F10 does not wait for opening when the agents can be told before they go home', () => {
    expect(warnedAt('100', 'Mon 10:30')).toBeLessThanOrEqual(at('Mon 17:30'));
  });

  it('F10 does not warn when the window closes as the office opens', () => {
    expect(given(customer('Sun 09:00')).until('next Wed 12:00').notes).toEqual([]);
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
