/** What a worker takes with it when it dies in a local activity. On real processes, in real time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { expect, it } from 'vitest';
import { ticketWorkflowId } from '../../workflows/messages';
import type { ChaosWorld } from '../chaos/world';
import { eventsOf } from '../support/historyEvents';
import { onProcesses } from '../support/processes';

/** A run's own update may come just before the agent's, and an agent's act shows in audits precise to the second. */
const MORE_THAN_A_SECOND = 1_200;

async function localActivities({ temporal, account }: ChaosWorld, ticketId: string): Promise<string[]> {
  const connection = await Connection.connect({ address: temporal.env['TEMPORAL_ADDRESS']! });
  try {
    const client = new Client({ connection });
    const run = client.workflow.getHandle(ticketWorkflowId(account, ticketId));
    return eventsOf(await run.fetchHistory()).local;
  } finally {
    await connection.close();
  }
}

it('B8 a worker that is killed in the middle of a read, and one in the middle of an update of fields: another does it again, and the agent sees each thing once', () =>
  onProcesses(async (world) => {
    const { sandbox } = world;
    const customer = sandbox.addCustomer({ name: 'Marta', phone: '+34600110777' });
    const killed: string[] = [];
    const kill = (why: string) => () => {
      if (world.worker.kill(200)) killed.push(why);
    };
    const update = { vendor: 'zendesk', method: 'PUT', path: /tickets\/\d+$/ } as const;
    // It is carried out, and nobody hears of it.
    sandbox.failRequests({ ...update, effect: { kind: 'loseResponse' }, onArrival: kill('the update') });
    const { ticketId } = sandbox.customerWrites(customer, '¿Cuándo venís?');
    await expect.poll(() => killed).toEqual(['the update']);
    await world.up();
    // A third one, where the clock's second has changed: what is known of the ticket then guards it in vain at first.
    const updates = () => sandbox.requests().filter(({ method, path }) => method === 'PUT' && update.path.test(path));
    await expect.poll(() => updates().length).toBeGreaterThan(1);
    await sleep(MORE_THAN_A_SECOND);

    sandbox.failRequests({
      vendor: 'zendesk',
      method: 'GET',
      path: /audits$/,
      effect: { kind: 'hang', ms: 60_000 },
      onArrival: kill('the read'),
    });
    sandbox.agentReplies(ticketId, 'El jueves');
    sandbox.agentSets(ticketId, 'pending');
    await expect.poll(() => killed).toEqual(['the update', 'the read']);
    await world.up();
    await expect
      .poll(() => localActivities(world, ticketId))
      .toEqual(expect.arrayContaining(['updateTicket', 'readTruth']));
    expect(sandbox.ticket(ticketId)).toMatchObject({ status: 'pending', window: 'whatsapp_window_open' });
    expect(sandbox.notes(ticketId)).toEqual([]);
  }));
