import { describe, expect, it } from 'vitest';
import { createSweepActivities } from '../../activities/sweep';
import type { Visit } from '../../activities/sweepPorts';
import type { ExportedTicket, SweepEvent } from '../../activities/sweepPorts';
import type { Ticket } from '../../activities/ports';
import type { TicketStatus } from '../../activities/types';
import { VendorError } from '../../activities/vendorError';
import { partOfRound } from '../../workflows/sweepRound';
import { at, HOUR } from '../support/madrid';
import { NOT_THERE } from '../support/vendorErrors';

const NOW = at('Wed 12:00');
const OLDEST = NOW - 48 * HOUR;

const DOWN = new VendorError('GET tickets: 502', { vendor: 'zendesk', reached: 'answered', status: 502 });

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
  /** Their status, and "WhatsApp action", when asked for one by one. */
  status?: TicketStatus;
  action?: string;
  cursor?: string | undefined;
  /** Zendesk is down. */
  failing?: boolean;
  /** The stamps that runs know. */
  known?: Record<string, string>;
  /** What the runs were asked for. */
  asked?: (readonly string[] | undefined)[];
  /** Tickets whose run was terminated, or ended because they were not there. */
  ended?: string[];
  /** The parts in which Zendesk was asked for several tickets at once. */
  shown?: (readonly string[])[];
  now?: number;
  /** How Zendesk answers when it is asked for several tickets at once. */
  refusing?: VendorError;
}

/** The activities over a world in memory. */
function sweeping(outside: Outside) {
  const { tickets = [], runs = [], pendingSince = {}, gone = [], status = 'pending', asked = [], action } = outside;
  const cursor = 'cursor' in outside ? outside.cursor : 'next';
  const open = new Set(runs);
  const told: [string, SweepEvent][] = [];
  const activities = createSweepActivities(() => ({
    zendesk: {
      exportPage: () => Promise.resolve({ tickets, atEnd: true, ...(cursor !== undefined && { cursor }) }),
      statuses: (ids) => {
        outside.shown?.push(ids);
        if (outside.refusing) return Promise.reject(outside.refusing);
        if (outside.failing) return Promise.reject(DOWN);
        return Promise.resolve(ids.filter((id) => !gone.includes(id)).map((id) => ({ id, status })));
      },
      ticket: (id) => {
        if (outside.failing) return Promise.reject(DOWN);
        const answered = { vendor: 'zendesk', reached: 'answered', status: 404, body: NOT_THERE.zendesk } as const;
        const notFound = new VendorError('GET ticket: 404', answered);
        return gone.includes(id)
          ? Promise.reject(notFound)
          : Promise.resolve({ id, status, ...(action !== undefined && { action }) } as Ticket);
      },
      history: ({ id }) => {
        const statusSince = pendingSince[id];
        return Promise.resolve({ noteKeys: [], ...(statusSince !== undefined && { statusSince }) });
      },
    },
    runs: {
      open: (among) => {
        asked.push(among);
        return Promise.resolve([...open].filter((id) => !among || among.includes(id)));
      },
      ended: () => Promise.resolve((outside.ended ?? []).filter((id) => !open.has(id))),
      knows: (ticketId, stamp) => Promise.resolve(outside.known?.[ticketId] === stamp),
      deliver: (ticketId, look) => {
        if (look.type === 'ticketFound') open.add(ticketId);
        if (!open.has(ticketId)) return Promise.resolve('noRun');
        told.push([ticketId, look]);
        return Promise.resolve('taken');
      },
    },
    now: () => outside.now ?? NOW,
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

  it('S1 tells how far it got: what it looked at, the newest change, and where to go on', async () => {
    const tickets = [exported('1', { updatedAt: 5 }), exported('2', { updatedAt: 9, channel: 'email' })];
    const order = { from: { since: OLDEST }, oldest: 0 };
    const page = sweeping({ tickets: [...tickets, exported('3', { updatedAt: 7, status: 'pending' })] });
    expect(await page.activities.readExport(order)).toStrictEqual({
      looked: 3,
      visits: [
        { ticketId: '1', stamp: exported('1').stamp, mayStart: true, pending: false },
        { ticketId: '3', stamp: exported('3').stamp, mayStart: true, pending: true },
      ],
      atEnd: true,
      cursor: 'next',
      until: 9,
    });
    expect(await sweeping({}).activities.readExport(order)).not.toHaveProperty('until');
    expect(await sweeping({ cursor: undefined }).activities.readExport(order)).toStrictEqual({
      looked: 0,
      visits: [],
      atEnd: true,
    });
  });

  it('S1 asks for the runs of the other channels’ tickets alone, and not at all where there are none', async () => {
    const asked: (readonly string[] | undefined)[] = [];
    const order = { from: { since: OLDEST }, oldest: OLDEST };
    await sweeping({ tickets: [exported('1'), exported('2', { channel: 'email' })], asked }).activities.readExport(
      order,
    );
    await sweeping({ tickets: [exported('1')], asked }).activities.readExport(order);
    expect(asked).toEqual([['2']]);
  });

  it('S2 leaves out the tickets whose run knows the change: they cost no visit', async () => {
    const tickets = ['1', '2', '3'].map((id) => exported(id));
    const known = { '1': tickets[0]!.stamp, '2': 'an older one' };
    const { activities } = sweeping({ tickets, runs: ['1', '2', '3'], known });
    const page = await activities.readExport({ from: { since: OLDEST }, oldest: OLDEST });
    expect(page.visits.map(({ ticketId }) => ticketId)).toEqual(['2', '3']);
    expect(page.looked).toBe(3);
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

  it('S4 leaves no request alone, however old: the agent waits for a message or a note (rule 9)', async () => {
    const visits = await sweeping({
      tickets: [
        exported('1', { updatedAt: OLDEST - 1, hasAction: true, channel: 'email' }),
        exported('2', { updatedAt: OLDEST - 1, hasAction: true, status: 'pending' }),
        exported('3', { updatedAt: OLDEST - 1, hasAction: true, status: 'closed' }),
      ],
    }).found();
    expect(ids(visits, true)).toEqual(['1', '2']);
    expect(ids(visits, false)).toEqual(['3']);
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

  it('S4 starts what has been pending for long where an agent asks for a message (rule 9)', async () => {
    const { visit: go, told } = sweeping({ pendingSince: { '1': OLDEST - 1 }, action: 'incident' });
    expect(await go([visit('1', { pending: true })])).toEqual({ started: 1, refreshed: 0 });
    expect(told.map(([id]) => id)).toEqual(['1']);
  });
});

describe('a visit to a ticket that was pending in the export', () => {
  const visits: Visit[] = [{ ticketId: '1', mayStart: true, pending: true }];

  it('S4 starts its run where it is pending no longer', async () => {
    const { visit: go, told } = sweeping({ status: 'open' });
    expect(await go(visits)).toEqual({ started: 1, refreshed: 0 });
    expect(told).toEqual([['1', { type: 'ticketFound', id: 'sweep:s1:round' }]]);
  });

  it('S3 tells a run to look, without a stamp, when its turn in the round has come', async () => {
    const { visit: go, told } = sweeping({ runs: ['1'] });
    await go([{ ticketId: '1', mayStart: false, pending: false }]);
    expect(told).toStrictEqual([['1', { type: 'refresh', id: 'sweep:s1:round' }]]);
  });

  it('fails where Zendesk cannot be asked', async () => {
    const { activities } = sweeping({ failing: true });
    const order = { sweep: 's1', visits, oldest: OLDEST };
    await expect(activities.visitTickets(order)).rejects.toMatchObject({ name: 'VendorError', status: 502 });
  });
});

describe('the part of the round that one sweep takes', () => {
  it('S3 follows the time that has really passed', () => {
    const part = (every: number, passed?: number) =>
      partOfRound(every * HOUR, passed === undefined ? undefined : NOW - passed * HOUR, NOW);
    expect(part(0.25)).toEqual({ share: 1 / 48, max: 200 });
    expect(part(0.25, 0.25)).toEqual({ share: 1 / 48, max: 200 });
    expect(part(0.25, 0.01)).toEqual({ share: 1 / 48, max: 200 });
    expect(part(0.25, 1)).toEqual({ share: 1 / 12, max: 800 });
    expect(part(0.25, 30)).toEqual({ share: 1, max: 2_000 });
    expect(part(1)).toEqual({ share: 1 / 12, max: 800 });
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

describe('S7 of tickets whose run ended although it was not for the run to decide, the sweep', () => {
  const HUNDREDS = Array.from({ length: 1_250 }, (_, n) => String(n + 1));
  const startsOf = (visits: Visit[]) => visits.map(({ ticketId, mayStart }) => mayStart && ticketId);

  it('S7 starts those that live again, however long they have been pending', async () => {
    const { found, visit, told } = sweeping({ ended: ['7', '30'], pendingSince: { '7': OLDEST - HOUR } });
    expect(await visit(await found())).toEqual({ started: 2, refreshed: 0 });
    expect(told.map(([id, { type }]) => [id, type])).toEqual([
      ['7', 'ticketFound'],
      ['30', 'ticketFound'],
    ]);
  });

  it('S7 leaves alone those that are gone or closed, and those that have a run again', async () => {
    expect(await sweeping({ ended: ['7'], gone: ['7'] }).found()).toEqual([]);
    expect(await sweeping({ ended: ['7'], status: 'closed' }).found()).toEqual([]);
    expect(await sweeping({ ended: ['7'], runs: ['7'] }).found()).toEqual([]);
  });

  it('S7 starts a ticket once that has changed too', async () => {
    const visits = await sweeping({ tickets: [exported('7', { status: 'pending' })], ended: ['7'] }).found();
    expect(visits).toEqual([{ ticketId: '7', mayStart: true, pending: false }]);
  });

  it('S7 asks Zendesk for a hundred at once and five times at most; others have their turn in later sweeps', async () => {
    const asked = async (now: number): Promise<string[]> => {
      const shown: (readonly string[])[] = [];
      const visits = await sweeping({ ended: HUNDREDS, shown, now }).found();
      expect(shown.map(({ length }) => length <= 100)).toEqual(Array.from({ length: 5 }, () => true));
      expect(startsOf(visits)).toEqual(shown.flat());
      return shown.flat();
    };
    const sweeps = await Promise.all([0, 1, 2].map((n) => asked(NOW + n * 15 * 60_000)));
    expect(new Set(sweeps.flat())).toEqual(new Set(HUNDREDS));
  });

  it('S7 asks nothing where no run ended, nor before the last page', async () => {
    const shown: (readonly string[])[] = [];
    await sweeping({ tickets: [exported('1')], shown }).found();
    expect(shown).toEqual([]);
  });

  it('S7 tries later when Zendesk is down', async () => {
    await expect(sweeping({ ended: ['7'], failing: true }).found()).rejects.toThrow(DOWN);
  });

  it('S7 goes on without them where Zendesk refuses, and tries later where a proxy said so', async () => {
    const answered = { vendor: 'zendesk', reached: 'answered' } as const;
    const refusals = [
      new VendorError('GET tickets: 403', { ...answered, status: 403, body: { error: 'Forbidden' } }),
      new VendorError('GET tickets: 404', { ...answered, status: 404, body: NOT_THERE.zendesk }),
    ];
    for (const refusing of refusals) expect(await sweeping({ ended: ['7'], refusing }).found()).toEqual([]);
    const ofProxy = new VendorError('GET tickets: 404', { ...answered, status: 404 });
    await expect(sweeping({ ended: ['7'], refusing: ofProxy }).found()).rejects.toThrow(ofProxy);
  });
});
