import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../sandbox';
import type { Judged } from '../chaos/report';
import { type Lateness, summaryOfLateness } from '../cluster/lateness';
import { load } from '../cluster/load';
import { readCommandLine } from '../cluster/options';
import { findPrograms } from '../cluster/programs';
import { isAbove, RATES, usedRates } from '../cluster/rates';

const SECOND = 1_000;
const late = (ms: number, ticketId: string, healedAt?: number): Lateness => ({
  ms,
  judged: { cycle: { ticketIds: [ticketId], ...(healedAt !== undefined && { healedAt }) } } as Judged,
});

describe('the verdict of the cluster run', () => {
  it('X20 calls a message late after a minute, and later where its send died with a worker', () => {
    const all = [late(59 * SECOND, '1'), late(61 * SECOND, '2'), late(200 * SECOND, '3'), late(300 * SECOND, '4')];
    const summary = summaryOfLateness(all, new Set(['3', '4']), 0);
    expect(summary.late.map(({ judged }) => judged.cycle.ticketIds)).toEqual([['2'], ['4']]);
    expect(summary).toMatchObject({ worst: 300 * SECOND, count: 4 });
  });

  it('X20 grants what the rate makes a message wait, and leaves out what only a sweep can find', () => {
    const summary = summaryOfLateness([late(100 * SECOND, '1'), late(900 * SECOND, '2', 1)], new Set(), 60 * SECOND);
    expect(summary).toMatchObject({ late: [], count: 1, worst: 100 * SECOND });
  });

  it('X20 counts messages, updates and other requests at the vendors, and sees more than the rates', () => {
    const record = (vendor: 'zendesk' | 'sunshine', method: string, path: string, at: number): RequestRecord => ({
      ...{ vendor, method, path, at },
      status: 200,
    });
    const updates = RATES.zendeskUpdatesPerMinute * 2;
    const requests = [
      record('sunshine', 'POST', '/v2/apps/1/conversations/2/messages', 0),
      record('sunshine', 'GET', '/v2/apps/1/conversations/2/messages', 0),
      record('sunshine', 'POST', '/v1.1/apps/1/notifications', 1),
      ...Array.from({ length: updates }, (_, n) => record('zendesk', 'PUT', '/api/v2/tickets/1', n)),
      record('zendesk', 'GET', '/api/v2/tickets/1', 0),
    ];
    const used = usedRates(requests);
    expect(used.map(({ most }) => most)).toEqual([2, updates, 1]);
    expect(used.filter(isAbove).map(({ what }) => what)).toEqual(['updates of tickets']);
  });

  it('X21 asks of the last release only what it knew', () => {
    const plans = load({ customers: 60, seed: 1, only: 'first release' });
    expect(plans).toHaveLength(60);
    expect(plans.filter(({ scenario }) => scenario.startsWith('rescue'))).toEqual([]);
    expect(load({ customers: 5, seed: 1, only: 'opening' }).map(({ scenario }) => scenario)).toEqual(
      Array.from({ length: 5 }, () => 'reopeningByTemplate'),
    );
  });

  it('X20 says in one sentence which program is missing and how to get it', () => {
    expect(() => findPrograms({ server: '/nowhere/temporal-server' })).toThrow(
      /^temporal-server is not on the PATH; get it with "go install go\.temporal\.io\/server\/cmd\/server@v[\d.]+"/,
    );
  });

  it('X20 refuses an option that it does not know, and shows the others', () => {
    expect(() => readCommandLine(['--play', 'nothing'])).toThrow(/--play nothing\?\n\nnpm run cluster/);
    expect(readCommandLine([]).plays).toEqual(['kills', 'opening', 'upgrade', 'exchange']);
  });
});
