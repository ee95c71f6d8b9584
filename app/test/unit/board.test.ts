import { describe, expect, it } from 'vitest';
import { groupsOf, inGroup, listsOf, lossesOf } from '../../src/board';
import { pauseOf } from '../../src/pace';
import { manyTickets } from '../support/board';

const info = (groupId: string, group: string) => ({ subject: '', requester: '', assignee: '', groupId, group });

describe('J40 the board’s lists', () => {
  it('J40 say how many there are, and whether all are listed', () => {
    const { agent, closed } = listsOf(manyTickets(100));
    expect([agent.count, agent.isCut, agent.rows[0]?.ticketId]).toEqual([50, false, '10000']);
    expect([closed.count, closed.isCut]).toEqual([10, true]);
  });

  it('J40 have the groups of their tickets, by name; a ticket that is not known is in none', () => {
    const infos = new Map([
      ['1', info('7', 'Ventas')],
      ['2', info('5', 'Averías')],
      ['3', info('', '')],
    ]);
    expect(groupsOf(infos.values()).map(({ name }) => name)).toEqual(['Averías', 'Ventas']);
    const rows = ['1', '2', '3', '4'].map((ticketId) => ({ ticketId }));
    expect(inGroup(rows, '7', infos)).toEqual([{ ticketId: '1' }]);
    expect(inGroup(rows, '', infos)).toEqual(rows);
  });

  it('J41 how many are lost by when: first, half, all', () => {
    const hour = (n: number, lost: number) => ({ from: `2026-10-06T${n}:00:00.000Z`, agent: 9, customer: 0, lost });
    const losses = lossesOf([hour(10, 0), hour(11, 1), hour(12, 2), hour(13, 3), hour(14, 0), hour(15, 4)]);
    expect(losses.map(({ at, lost }) => [new Date(at).getUTCHours(), lost])).toEqual([
      [12, 1],
      [14, 6],
      [16, 10],
    ]);
    expect(lossesOf([])).toEqual([]);
  });

  it('J43 the board asks every half minute, and never while it is hidden', () => {
    const situation = { visible: true, idleMs: 0, following: false, failures: 0, board: true };
    expect(pauseOf(situation)).toBe(30_000);
    expect(pauseOf({ ...situation, visible: false, failures: 3 })).toBe(Infinity);
    expect(pauseOf({ ...situation, failures: 1 })).toBe(10_000);
  });
});
