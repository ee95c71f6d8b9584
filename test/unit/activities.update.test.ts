import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import type { TicketChange } from '../../activities/ports';
import type { TicketUpdate } from '../../activities/types';
import { updateTicket } from '../../activities/updateTicket';

const update: TicketUpdate = {
  ticketId: '100',
  notes: [
    { key: 'optOut:m', note: { kind: 'optedOut' } },
    { key: 'late:m', note: { kind: 'notDelivered', late: true } },
  ],
};

/** What is written to a ticket whose audits hold these keys, by this attempt of the activity. */
async function written(attempt: number, noteKeys: string[], order = update): Promise<TicketChange[]> {
  const changes: TicketChange[] = [];
  const deps = {
    policy: { language: 'en' },
    zendesk: {
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

describe('an update after one that failed without telling how far it got', () => {
  it('looks what stands on the ticket at its first attempt', async () => {
    expect(await written(1, ['late:m'], { ...update, lookFirst: true })).toMatchObject([{ noteKeys: ['optOut:m'] }]);
  });
});
