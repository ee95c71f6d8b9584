import { describe, expect, it } from 'vitest';
import type { BoardView } from '../../../src/service/app/board';
import { accountOutlook, groupOutlook, outlookTickets } from '../../src/outlook';
import type { TicketInfo } from '../../src/tickets';
import { manyTickets } from '../support/board';

const AT_TEN = Date.parse('2026-10-06T10:00:00.000Z') / 1_000;
const info = (groupId: string) => ({ subject: '', requester: '', assignee: '', groupId, group: groupId });

/** Windows that close ten minutes apart, and how many the account will have answered by then. */
function board(until: number[], tickets: string[], answered = 8): BoardView {
  const view = manyTickets(0);
  const windows = until.map((_, n): [string, number] => [String(n + 1), AT_TEN + 600 * n]);
  const forecast = { perHour: 2, answered, hours: 4, basis: 'day', office: true, lost: 3, until, tickets } as const;
  return { ...view, owes: { ...view.owes, agent: { count: until.length, tickets: windows } }, forecast };
}

/** Zendesk has been asked for all that the outlook needs. */
const groupOf = (view: BoardView, group: string, known: ReadonlyMap<string, TicketInfo>) =>
  groupOutlook(view, group, { known, read: new Set(outlookTickets(view)) });

describe('J41 what will be lost of a group', () => {
  const infos = new Map(
    [
      ...['1', '2', '3', '4', '11'].map((id) => [id, 'a'] as const),
      ...['5', '6', '12', '13'].map((id) => [id, 'b'] as const),
    ].map(([id, group]) => [id, info(group)]),
  );

  it('J41 its own windows, at its part of the pace: one of four answered, so one of its four is saved', () => {
    const view = board([1, 2, 3, 4, 5, 6], ['11', '12', '13', '14']);
    expect(groupOf(view, 'a', infos)).toEqual({
      ...{ windows: 4, lost: 3, perHour: 0.5, answered: 2, hours: 4, basis: 'day', office: true },
      // 10:00, 10:10 and 10:20; what closes last is saved.
      losses: [{ at: (AT_TEN + 3_600) * 1_000, lost: 3 }],
      listed: { shown: 6, of: 6 },
      examined: { shown: 4, of: 8 },
    });
    expect(groupOf(view, 'b', infos)).toMatchObject({ windows: 2, lost: 0, perHour: 1, answered: 4 });
  });

  it('J41 a ticket that this agent may not see counts for no group; a group that has answered nothing loses all', () => {
    const view = board([9, 9, 9, 9, 9, 9, 9], ['98', '99']);
    expect(groupOf(view, 'b', infos)).toMatchObject({ windows: 2, lost: 2, perHour: 0 });
    expect(groupOf(view, 'c', infos)).toMatchObject({ windows: 0, lost: 0 });
    expect(groupOf(board([9], []), 'a', infos)).toMatchObject({ windows: 1, lost: 1, perHour: 0 });
  });

  it('J41 while Zendesk is asked for more, those that it has answered stand for all', () => {
    const view = board([1, 2, 3, 4, 5, 6], ['11', '12', '13', '14']);
    expect(groupOutlook(view, 'a', { known: infos, read: new Set(['1', '2', '5', '11', '12']) })).toMatchObject({
      ...{ windows: 2, perHour: 1, listed: { shown: 3, of: 6 }, examined: { shown: 2, of: 8 } },
    });
  });

  it('J41 an account with one group: as the whole', () => {
    const all = new Map(['1', '2', '3', '4', '11'].map((id) => [id, info('a')]));
    const view = board([0.5, 0.9, 1, 1.4], ['11']);
    expect(groupOf(view, 'a', all)).toMatchObject({ windows: 4, lost: 3, perHour: 2, answered: 8 });
    expect(accountOutlook(view)).toMatchObject({ windows: 4, lost: 3, perHour: 2, answered: 8 });
  });

  it('J41 needs the groups of its windows and of those that tell the pace, each once', () => {
    expect(outlookTickets(board([1, 2], ['2', '11']))).toEqual(['1', '2', '11']);
  });

  it('J41 is not known where the pace is not, or an older service does not say whose it is', () => {
    const view = board([1], ['11']);
    expect(groupOf({ ...view, forecast: null }, 'a', infos)).toBeUndefined();
    const { until: _until, tickets: _tickets, ...older } = view.forecast!;
    expect(groupOf({ ...view, forecast: older as BoardView['forecast'] }, 'a', infos)).toBeUndefined();
    expect(accountOutlook({ ...view, forecast: null })).toBeUndefined();
  });
});
