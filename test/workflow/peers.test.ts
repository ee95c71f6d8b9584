import { elapsed } from '../../src/system/elapsed';
import type { Client } from '@temporalio/client';
import { expect, it, vi } from 'vitest';
import { watchPeers, type WatchedPeers } from '../../src/temporal/peers';
import { TASK_QUEUE } from '../../workflows/messages';
import { embeddedRig } from '../support/embeddedRig';

const rig = embeddedRig();

/** Polls as a worker of that name does. The SDK takes only one worker for a queue in one process. */
function poll(client: Client, identity: string): void {
  const polls = new AbortController();
  const request = { namespace: 'default', taskQueue: { name: TASK_QUEUE }, identity };
  const ask = () => client.workflowService.pollActivityTaskQueue(request);
  const polling = client.connection
    .withAbortSignal(polls.signal, () => client.connection.withDeadline(Date.now() + 60_000, ask))
    .catch(() => undefined);
  rig.afterwards(() => {
    polls.abort();
    return polling;
  });
}

it('B4 counts the worker processes by the pollers of the real server; one that joins others waits for them', async () => {
  const server = await rig.start();
  const client = await rig.connect(server);
  const log = { warn: vi.fn() };
  const watch = (identity: string): WatchedPeers => {
    const peers = watchPeers(client, { identity, log });
    rig.afterwards(() => Promise.resolve(peers.stop()));
    return peers;
  };

  const first = watch('first');
  expect(first.knownAt()).toBeUndefined();
  poll(client, 'first');
  await vi.waitFor(() => expect(first.knownAt()).toBe(0), { timeout: 20_000, interval: 100 });
  expect(first.count()).toBe(1);

  const second = watch('second');
  poll(client, 'second');
  await vi.waitFor(() => expect(second.knownAt()).toBeGreaterThan(elapsed()), { timeout: 20_000, interval: 100 });
  expect(second.count()).toBe(2);
  await vi.waitFor(() => expect(first.count()).toBe(2), { timeout: 30_000, interval: 100 });
  expect(elapsed()).toBeLessThanOrEqual(second.knownAt()!);
  expect(log.warn).not.toHaveBeenCalled();
}, 90_000);

it('B4 counts a process whose clock is hours away from Temporal’s', async () => {
  const client = await rig.connect(await rig.start());
  poll(client, 'ahead');
  const now = (): number => Date.now() + 5 * 3_600_000;
  const peers = watchPeers(client, { identity: 'ahead', log: { warn: vi.fn() }, now });
  rig.afterwards(() => Promise.resolve(peers.stop()));
  await vi.waitFor(() => expect(peers.knownAt()).toBe(0), { timeout: 20_000, interval: 100 });
}, 90_000);
