import { Client } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type SimulatedServer, startServer } from '../../simulation/server';
import { ensureSearchAttributes } from '../../src/temporal/searchAttributes';
import { createTickets } from '../../src/temporal/tickets';
import { TicketsUnavailable } from '../../src/temporal/ticketsPort';
import type { TicketEvent } from '../../workflows/core/events';
import { searchAttributes, ticketWorkflowId } from '../../workflows/messages';
import { attributes, embeddedRig } from '../support/embeddedRig';

const embedded = embeddedRig();
let server: SimulatedServer;
let client: Client;

beforeAll(async () => {
  const [cli, address] = [inject('temporalCli'), inject('temporalAddress')];
  server = await startServer({ cli, address, searchAttributes: attributes });
  client = new Client({ connection: server.connection, namespace: server.namespace });
});
afterAll(() => server?.stop());

describe('search attributes', () => {
  it('are created where they are missing, and are usable then', async () => {
    const { namespace, connection } = server;
    const added = defineSearchAttributeKey('Added', 'DATETIME');
    await ensureSearchAttributes(connection, namespace, [...attributes, added]);
    await ensureSearchAttributes(connection, namespace, [added]);
    const typedSearchAttributes = [{ key: added, value: new Date() }];
    await client.workflow.start('any', { workflowId: 'any', taskQueue: 'nobody', args: [], typedSearchAttributes });
  });

  it('of another type are an error that names them', async () => {
    const { namespace, connection } = server;
    const wrong = defineSearchAttributeKey('VentanaTicketId', 'INT');
    await expect(ensureSearchAttributes(connection, namespace, [wrong])).rejects.toThrow(/VentanaTicketId.*Int/);
  });
});

describe('the tickets over Temporal', () => {
  const customerWrites = (id: string, conversationId: string): TicketEvent => ({
    type: 'messageSeen',
    id,
    conversationId,
    message: { by: 'customer', id: `m${id}`, at: 0 },
  });
  const ticketsOf = (of: Client, account = 'acme') =>
    createTickets(of, { account, ticketUrl: (id) => `https://acme.zendesk.com/agent/tickets/${id}` });

  it('start a run or reach the one that is there; nothing else is started', async () => {
    const account = 'acme';
    const tickets = ticketsOf(client);
    expect(await tickets.healthy()).toBe(true);
    expect(await tickets.deliver('1', { type: 'refresh', id: 'e1' })).toBe('noRun');
    expect(await tickets.deliver('1', customerWrites('e2', 'c1'))).toBe('taken');
    expect(await tickets.deliver('1', { type: 'refresh', id: 'e3' })).toBe('taken');
    expect(await tickets.deliver('1', customerWrites('e4', 'c1'))).toBe('taken');

    const handle = client.workflow.getHandle(ticketWorkflowId(account, '1'));
    const { events } = await handle.fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(3);
    const {
      typedSearchAttributes: found,
      staticSummary,
      staticDetails,
    } = await handle.describe().then(async (run) => ({
      ...run,
      staticSummary: await run.staticSummary(),
      staticDetails: await run.staticDetails(),
    }));
    expect(found.get(searchAttributes.account)).toBe(account);
    expect(found.get(searchAttributes.stage)).toBe('reading');
    expect(staticSummary).toBe('WhatsApp ticket #1');
    expect(staticDetails).toContain('https://acme.zendesk.com/agent/tickets/1');

    await handle.terminate();
    expect(await tickets.deliver('1', { type: 'refresh', id: 'e5' })).toBe('noRun');
  });

  it('are found by conversation, of this account only', async () => {
    const tickets = ticketsOf(client, 'another');
    await tickets.deliver('1', customerWrites('e1', 'c1'));
    await tickets.deliver('2', customerWrites('e2', 'c1'));
    await tickets.deliver('3', customerWrites('e3', 'c2'));
    const find = async () => (await tickets.find({ conversationId: 'c1' })).sort();
    await expect.poll(find).toEqual(['1', '2']);
    expect(await tickets.find({ notificationId: 'c1' })).toEqual([]);
    expect(await tickets.find({ conversationId: "c1' or '1' = '1" })).toEqual([]);
    const others = createTickets(client, { account: 'other', ticketUrl: (id) => id });
    expect(await others.find({ conversationId: 'c1' })).toEqual([]);
  });

  it('are unavailable when the server is gone, and when it does not know the namespace', async () => {
    const mortal = await embedded.start();
    const there = await embedded.connect(mortal);
    const elsewhere = ticketsOf(new Client({ connection: there.connection, namespace: 'no-such-namespace' }));
    expect(await elsewhere.healthy()).toBe(false);
    await expect(elsewhere.deliver('1', { type: 'refresh', id: 'e1' })).rejects.toBeInstanceOf(TicketsUnavailable);
    await mortal.stop();
    const tickets = ticketsOf(there);
    expect(await tickets.healthy()).toBe(false);
    for (const event of [customerWrites('e1', 'c1'), { type: 'refresh', id: 'e2' } as const]) {
      await expect(tickets.deliver('1', event)).rejects.toBeInstanceOf(TicketsUnavailable);
    }
    await expect(tickets.find({ conversationId: 'c1' })).rejects.toBeInstanceOf(TicketsUnavailable);
  });
});
