import { describe, expect, it } from 'vitest';
import { createSweepActivities, type Visit } from '../../activities/sweep';
import type { ExportedTicket, Look } from '../../activities/sweepPorts';
import type { Ticket } from '../../activities/ports';
import { VendorError } from '../../activities/vendorError';
import { at, HOUR } from '../support/madrid';

const NOW = at('Wed 12:00');
const OLDEST = NOW - 48 * HOUR;

const exported = (id: string, changes: Partial<ExportedTicket> = {}): ExportedTicket => ({
  id,
  status: 'open',
  stamp: new Date(NOW - HOUR).toISOString(),
  updatedAt: NOW - HOUR,
  channel: 'whatsapp',
  hasAction: false,
  ...changes,
});

interface Outside {
  tickets?: ExportedTicket[];
  runs?: string[];
  pendingSince?: Record<string, number | undefined>;
  gone?: string[];
}

/** The activities over a world in memory. */
function sweeping({ tickets = [], runs = [], pendingSince = {}, gone = [] }: Outside) {
  const open = new Set(runs);
  const told: [string, Look][] = [];
  const activities = createSweepActivities(() => ({
    zendesk: {
      exportPage: () => Promise.resolve({ tickets, cursor: 'next', atEnd: true }),
      ticket: (id) => {
        const notFound = new VendorError('GET ticket: 404', { vendor: 'zendesk', reached: 'answered', status: 404 });
        return gone.includes(id) ? Promise.reject(notFound) : Promise.resolve({ id, status: 'pending' } as Ticket);
      },
      history: ({ id }) => {
        const statusSince = pendingSince[id];
        return Promise.resolve({ noteKeys: [], ...(statusSince !== undefined && { statusSince }) });
      },
    },
    runs: {
      open: (among) => Promise.resolve([...open].filter((id) => !among || among.includes(id))),
      deliver: (ticketId, look) => {
        if (look.type === 'ticketFound') open.add(ticketId);
        if (!open.has(ticketId)) return Promise.resolve('noRun');
        told.push([ticketId, look]);
        return Promise.resolve('taken');
      },
    },
  }));
  const found = async () => (await activities.readExport({ from: { since: OLDEST }, oldest: OLDEST })).visits;
  const visit = (visits: Visit[]) => activities.visitTickets({ sweep: 's1', visits, oldest: OLDEST });
  return { activities, found, visit, told };
}

describe('of what changed in Zendesk, the sweep', () => {
  const ids = (visits: Visit[], may: boolean) => visits.filter((it) => it.mayStart === may).map((it) => it.ticketId);

  it("S1 takes WhatsApp's tickets, those that ask for a message, and those with a run", async () => {
    const visits = await sweeping({
      tickets: [
        exported('1'),
        exported('2', { channel: 'sunshine_conversations_api' }),
        exported('3', { channel: 'email', hasAction: true }),
        exported('4', { channel: 'email' }),
        exported('5', { channel: 'email' }),
      ],
      runs: ['5'],
    }).found();
    expect(ids(visits, true)).toEqual(['1', '2', '3']);
    expect(ids(visits, false)).toEqual(['5']);
  });

  it('S4, S5 tells runs of closed, deleted and long unchanged tickets to look, but starts none', async () => {
    const visits = await sweeping({
      tickets: [
        exported('1', { status: 'closed' }),
        exported('2', { status: 'deleted' }),
        exported('3', { updatedAt: OLDEST - 1 }),
        exported('4', { updatedAt: OLDEST }),
      ],
    }).found();
    expect(ids(visits, false)).toEqual(['1', '2', '3']);
    expect(ids(visits, true)).toEqual(['4']);
  });
});

describe('a visit', () => {
  const visit = (ticketId: string, changes: Partial<Visit> = {}): Visit => ({
    ticketId,
    stamp: 'then',
    mayStart: true,
    pending: false,
    ...changes,
  });

  it('S1, S2 tells a run to look, and starts the one that is not there', async () => {
    const { visit: go, told } = sweeping({ runs: ['1'] });
    expect(await go([visit('1'), visit('2'), visit('3', { mayStart: false })])).toEqual({ started: 1, refreshed: 1 });
    expect(told).toEqual([
      ['1', { type: 'refresh', id: 'sweep:s1:then', stamp: 'then' }],
      ['2', { type: 'ticketFound', id: 'sweep:s1:then' }],
    ]);
  });

  it('has the same event id when it is repeated, and another one when the ticket changes again', async () => {
    const { visit: go, told } = sweeping({ runs: ['1'] });
    await go([visit('1')]);
    await go([visit('1')]);
    await go([visit('1', { stamp: 'later' })]);
    expect(told.map(([, { id }]) => id)).toEqual(['sweep:s1:then', 'sweep:s1:then', 'sweep:s1:later']);
  });

  it('S4 does not start what has been pending for long, whatever touched it since', async () => {
    const pendingSince = { '1': OLDEST - 1, '2': OLDEST, '3': undefined };
    const { visit: go, told } = sweeping({ pendingSince, gone: ['4'] });
    const pending = { pending: true };
    const visits = ['1', '2', '3', '4'].map((id) => visit(id, pending));
    expect(await go(visits)).toEqual({ started: 1, refreshed: 0 });
    expect(told.map(([id]) => id)).toEqual(['2']);
  });
});

describe('the round', () => {
  const runs = ['9', '100', '20', '3', '1000'];
  const next = (after: string | undefined, share: number, max = 200) =>
    sweeping({ runs }).activities.nextInRound({ share, max, ...(after !== undefined && { after }) });

  it('S3 goes through the open runs in the order of their ids, and from the beginning again', async () => {
    expect(await next(undefined, 0.4)).toEqual(['3', '9']);
    expect(await next('9', 0.4)).toEqual(['20', '100']);
    expect(await next('100', 0.4)).toEqual(['1000', '3']);
    expect(await next('1000', 0.4)).toEqual(['3', '9']);
  });

  it('goes on where it was when that ticket is gone, takes at least one and at most so many', async () => {
    expect(await next('50', 0.01)).toEqual(['100']);
    expect(await next('3', 1, 2)).toEqual(['9', '20']);
    expect(await next(undefined, 1)).toHaveLength(5);
  });

  it('is nothing where nothing is open', async () => {
    expect(await sweeping({}).activities.nextInRound({ share: 1, max: 9 })).toEqual([]);
  });
});
