/** K8: of a long ticket's audits, only what has been added is read. */
import { describe, expect, it } from 'vitest';
import { VendorError } from '../../activities/vendorError';
import { startSandbox } from '../../sandbox';
import { createAuditReader } from '../../src/vendors/zendesk/internal/auditPages';
import { createReadList } from '../../src/vendors/http/readList';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';

const audit = (id: number) => ({
  id,
  created_at: new Date(id * 1000).toISOString(),
  author_id: 5,
  events: [
    { type: 'Change', field_name: 'status', value: 'open' },
    { type: 'Comment', body: 'the customer’s words' },
    { type: 'ChatStartedEvent', value: { conversation_id: 'c', channel: 'whatsapp', history: ['their words'] } },
  ],
});

/** A list of audits, in either order, by cursor. */
function list(order: 'oldestFirst' | 'newestFirst', count: number) {
  const all = Array.from({ length: count }, (_, index) => audit(index + 1));
  const asked: (string | undefined)[] = [];
  let refused = false;
  let most = Infinity;
  const call = (_method: string, _path: string, query: Record<string, string> = {}): Promise<unknown> => {
    const after = query['page[after]'];
    asked.push(after);
    if (asked.length > most) {
      most = Infinity;
      return Promise.reject(
        new VendorError('GET: 429', { vendor: 'zendesk', reached: 'notSent', status: 429, own: true }),
      );
    }
    const cannot = { vendor: 'zendesk', reached: 'answered', status: 422 } as const;
    if (refused && after !== undefined) return Promise.reject(new VendorError('GET: 422', cannot));
    const listed = order === 'oldestFirst' ? all : all.toReversed();
    const start = Number(after ?? 0);
    const page = listed.slice(start, start + 100);
    const end = start + page.length;
    const next = `https://acme.zendesk.com/api/v2/tickets/1/audits.json?${new URLSearchParams({ 'page[size]': '100', 'page[after]': String(end) }).toString()}`;
    return Promise.resolve({
      audits: page,
      meta: { has_more: end < listed.length, after_cursor: page.length > 0 ? String(end) : null },
      links: { next: page.length > 0 ? next : null },
    });
  };
  return {
    read: createAuditReader(call, createReadList('zendesk')),
    asked,
    add: (id: number) => void all.push(audit(id)),
    refuse: () => void (refused = true),
    /** The call after so many has no room. */
    endAfter: (calls: number) => void (most = calls),
  };
}

describe('K8 the audits of a long ticket', () => {
  it('are read from where the last reading ended', async () => {
    const { read, asked, add } = list('oldestFirst', 250);
    expect(await read('1')).toHaveLength(250);
    expect(asked.splice(0)).toEqual([undefined, '100', '200']);
    expect(await read('1')).toHaveLength(250);
    expect(asked.splice(0)).toEqual(['250']);
    add(251);
    expect((await read('1')).map(({ id }) => id)).toContain('251');
    expect(asked.splice(0)).toEqual(['250']);
    expect(await read('1')).toHaveLength(251);
    expect(asked.splice(0)).toEqual(['251']);
  });

  it('are read until the first known one, if the list begins with the newest', async () => {
    const { read, asked, add } = list('newestFirst', 250);
    expect(await read('1')).toHaveLength(250);
    asked.splice(0);
    add(251);
    expect((await read('1')).map(({ id }) => id)).toContain('251');
    expect(asked).toEqual([undefined]);
  });

  it('are all read again where Zendesk no longer takes the cursor', async () => {
    const { read, asked, add, refuse } = list('newestFirst', 90);
    await read('1');
    expect(asked).toHaveLength(1);
    const long = list('oldestFirst', 150);
    await long.read('1');
    long.asked.splice(0);
    long.refuse();
    long.add(151);
    await expect(long.read('1')).rejects.toMatchObject({ status: 422 });
    expect(long.asked).toEqual(['150', undefined, '100']);
    add(91);
    refuse();
    expect(await read('1')).toHaveLength(91);
  });

  it.each(['oldestFirst', 'newestFirst'] as const)(
    'G14 are read on where the budget ended: 5,000 of them, %s, within two attempts',
    async (order) => {
      const { read, asked, add, endAfter } = list(order, 5_000);
      endAfter(30);
      await expect(read('1')).rejects.toMatchObject({ status: 429 });
      add(5_001);
      expect(new Set((await read('1')).map(({ id }) => id)).size).toBe(5_001);
      expect(asked.length).toBeLessThanOrEqual(31 + 22);
      expect(asked.slice(31)).not.toContain('100');
    },
  );

  it('G14 end where a link leads back', async () => {
    let calls = 0;
    const circle = (): Promise<unknown> => {
      calls += 1;
      const links = { next: 'https://acme.zendesk.com/api/v2/tickets/1/audits.json?page%5Bafter%5D=x' };
      return Promise.resolve({ audits: [audit(calls)], meta: { has_more: true, after_cursor: 'x' }, links });
    };
    expect(await createAuditReader(circle, createReadList('zendesk'))('1')).toHaveLength(2);
  });

  it('of a short ticket are read whole, and nothing of them is kept', async () => {
    const { read, asked } = list('oldestFirst', 100);
    await read('1');
    await read('1');
    expect(asked).toEqual([undefined, undefined]);
  });

  it('are kept without what people wrote', async () => {
    const { read } = list('oldestFirst', 101);
    expect(JSON.stringify(await read('1'))).not.toContain('words');
    expect((await read('1'))[0]?.events).toContainEqual({
      type: 'ChatStartedEvent',
      field_name: undefined,
      value: { conversation_id: 'c', channel: 'whatsapp' },
    });
  });

  it('are one request over HTTP after the first reading, and say the same', async () => {
    const sandbox = await startSandbox({ pageSize: 10 });
    try {
      const env = sandbox.env();
      const { ZENDESK_OAUTH_CLIENT_ID: clientId = '', ZENDESK_OAUTH_CLIENT_SECRET: clientSecret = '' } = env;
      const auth = { type: 'client', clientId, clientSecret, scope: 'read write' } as const;
      const client = () => createZendesk({ origin: env.ZENDESK_BASE_URL ?? '', auth });
      const customer = sandbox.addCustomer({ name: 'María', phone: '+34600111222' });
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      for (let n = 0; n < 20; n++) sandbox.agentSets(ticketId, n % 2 === 0 ? 'pending' : 'open');
      const [first, other] = [client(), client()];
      await first.history(await first.ticket(ticketId));
      await first.updateTicket(ticketId, { note: 'a', noteKeys: ['a'] });
      const ticket = await first.ticket(ticketId);
      const before = sandbox.requests().length;
      const known = await first.history(ticket);
      expect(sandbox.requests().slice(before)).toHaveLength(1);
      expect(known).toEqual(await other.history(ticket));
      expect(known).toMatchObject({ noteKeys: ['a'], conversation: { channel: 'whatsapp' } });
    } finally {
      await sandbox.close();
    }
  });
});
