import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import { failureOf } from '../../activities/failures';
import type { TicketChange } from '../../activities/ports';
import type { TicketUpdate } from '../../activities/orders';
import { updateTicket } from '../../activities/updateTicket';
import { VendorError } from '../../activities/vendorError';

const update: TicketUpdate = {
  ticketId: '100',
  notes: [
    { key: 'optOut:m', note: { kind: 'optedOut' } },
    { key: 'late:m', note: { kind: 'notDelivered', late: true } },
  ],
};

const refused = (details: { status: number; collided?: true }, _nth?: number): VendorError =>
  new VendorError('PUT', { vendor: 'zendesk', reached: 'answered', ...details });

const warnings: unknown[] = [];

/** What is written to a ticket whose audits hold these keys, by this attempt of the activity. */
async function written(attempt: number, noteKeys: string[], order = update): Promise<TicketChange[]> {
  const changes: TicketChange[] = [];
  warnings.length = 0;
  const deps = {
    policy: { language: 'en' },
    hours: { format: (instant: number) => Promise.resolve(`the instant ${instant}`) },
    log: { warn: (details: unknown) => warnings.push(details) },
    zendesk: {
      macroPreview: (ticketId: string, title: string) =>
        Promise.resolve(title === 'there' ? { id: `9 of ${ticketId}`, ticket: {} } : undefined),
      ticket: () => Promise.resolve({ id: '100' }),
      history: () => Promise.resolve({ noteKeys }),
      updateTicket: (_id: string, change: TicketChange) => {
        changes.push(change);
        return Promise.resolve({ stamp: 'later' });
      },
    },
  } as unknown as Dependencies;
  await new MockActivityEnvironment({ attempt }).run(() => updateTicket(deps, order));
  return changes;
}

describe('an update that Temporal repeats', () => {
  it('leaves out the notes that an earlier attempt wrote, whose answer was lost', async () => {
    expect(await written(2, ['late:m'])).toMatchObject([{ noteKeys: ['optOut:m'] }]);
    expect(await written(2, ['late:m', 'optOut:m'])).toEqual([{}]);
  });

  it('writes all of them where the earlier attempt did nothing, and the first time without asking', async () => {
    expect(await written(2, [])).toMatchObject([{ noteKeys: ['optOut:m', 'late:m'] }]);
    expect(await written(1, ['late:m'])).toMatchObject([{ noteKeys: ['optOut:m', 'late:m'] }]);
  });
});

describe('an update for which our own budget has no room', () => {
  const failure = (attempt: number): Promise<unknown> => {
    const own = new VendorError('PUT', { vendor: 'zendesk', reached: 'notSent', own: true, retryAfterMs: 30_000 });
    const noRoom = () => Promise.reject(own);
    const deps = { zendesk: { ticket: noRoom, updateTicket: noRoom } } as unknown as Dependencies;
    const order = { ticketId: '100', status: 'open', notes: attempt > 1 ? update.notes : [] } as const;
    return new MockActivityEnvironment({ attempt })
      .run(() => updateTicket(deps, order))
      .then(
        () => undefined,
        (error: unknown) => failureOf(error),
      );
  };

  it('B3 was not made, unless an earlier attempt may have made it: then its notes are looked for', async () => {
    expect(await failure(1)).toMatchObject({ type: 'TryLater', details: [30_000, 'notCarriedOut'] });
    expect(await failure(2)).toMatchObject({ type: 'TryLater', details: [30_000] });
  });
});

describe('an update after one that failed without telling how far it got', () => {
  it('looks what stands on the ticket at its first attempt', async () => {
    expect(await written(1, ['late:m'], { ...update, lookFirst: true })).toMatchObject([{ noteKeys: ['optOut:m'] }]);
  });
});

describe('rule 8: one update', () => {
  it('carries all that the decision changes, and only that', async () => {
    const everything: TicketUpdate = {
      ...update,
      stamp: 's1',
      status: 'open',
      window: { state: 'open', closesAt: 5 },
      clearAction: true,
      macro: 'there',
    };
    const [change] = await written(1, [], everything);
    const { note, ...others } = change!;
    expect(others).toStrictEqual({
      stamp: 's1',
      status: 'open',
      window: 'open',
      closesAt: 'the instant 5',
      clearAction: true,
      noteKeys: ['optOut:m', 'late:m'],
      macro: { id: '9 of 100', ticket: {} },
    });
    expect(note?.split('\n\n')).toHaveLength(2);
    expect(await written(1, [], { ticketId: '100', notes: [] })).toStrictEqual([{}]);
    expect(warnings).toEqual([]);
  });

  it('H3 says in the log that the macro of the policy does not exist, and goes without it', async () => {
    const [change] = await written(1, [], { ...update, macro: 'gone' });
    expect(change).not.toHaveProperty('macro');
    expect(change).toHaveProperty('note');
    expect(warnings).toEqual([{ ticketId: '100', macro: 'gone' }]);
  });

  it('rule 7 tells the new stamp where the update was guarded by the one before, and none elsewhere', async () => {
    const zendesk = { updateTicket: () => Promise.resolve({ stamp: 'later' }) };
    const deps = { zendesk } as unknown as Dependencies;
    expect(await updateTicket(deps, { ticketId: '100', notes: [], stamp: 's1' })).toStrictEqual({ stamp: 'later' });
    expect(await updateTicket(deps, { ticketId: '100', notes: [] })).toStrictEqual({});
  });

  it('rule 7 guards by the stamp that it knows, and writes without it where the ticket has changed since', async () => {
    const order: TicketUpdate = { ticketId: '100', notes: [], known: 's1', clearAction: true };
    const puts: TicketChange[] = [];
    const zendesk = (stamp: string) => ({
      updateTicket: (_id: string, change: TicketChange) => {
        puts.push(change);
        const isLate = change.stamp !== undefined && change.stamp !== stamp;
        return isLate ? Promise.reject(refused({ status: 409 })) : Promise.resolve({ stamp: 'later' });
      },
    });
    const after = (stamp: string) => updateTicket({ zendesk: zendesk(stamp) } as unknown as Dependencies, order);
    expect(await after('s1')).toStrictEqual({ stamp: 'later' });
    expect(puts.splice(0)).toStrictEqual([{ clearAction: true, stamp: 's1' }]);
    expect(await after('s2')).toStrictEqual({});
    expect(puts).toStrictEqual([{ clearAction: true, stamp: 's1' }, { clearAction: true }]);
  });

  it.each([
    ['a conflict with a guard that it needs', { stamp: 's1' }, { status: 409 }],
    ['a collision', { known: 's1' }, { status: 409, collided: true as const }],
    ['any other refusal', { known: 's1' }, { status: 422 }],
  ])('rule 7 passes on %s', async (_name, guard, details) => {
    let puts = 0;
    const updating = (): Promise<never> => Promise.reject(refused(details, (puts += 1)));
    const deps = { zendesk: { updateTicket: updating } } as unknown as Dependencies;
    await expect(updateTicket(deps, { ticketId: '100', notes: [], ...guard })).rejects.toMatchObject(details);
    expect(puts).toBe(1);
  });

  it('rule 8 counts an update with nothing left in it as written, at the stamp that it knew', async () => {
    const deps = { zendesk: { updateTicket: () => Promise.resolve(undefined) } } as unknown as Dependencies;
    expect(await updateTicket(deps, { ticketId: '100', notes: [], stamp: 's1' })).toStrictEqual({ stamp: 's1' });
    expect(await updateTicket(deps, { ticketId: '100', notes: [] })).toStrictEqual({});
  });

  it('does not ask what stands on the ticket when it has no notes, nor the first time', async () => {
    const zendesk = { updateTicket: () => Promise.resolve({ stamp: 'later' }) };
    const deps = { zendesk, policy: { language: 'en' } } as unknown as Dependencies;
    expect(await updateTicket(deps, { ticketId: '100', notes: [], lookFirst: true })).toEqual({});
    expect(await updateTicket(deps, update)).toEqual({});
  });
});
