import { expect, it, vi } from 'vitest';
import { createTurns } from '../../src/temporal/turns';
import { turnsWorkflowId } from '../../workflows/messages';
import { embeddedRig } from '../support/embeddedRig';

const rig = embeddedRig();

it('L9 asks for no more automatic turns while the queue’s workflow has fallen behind; a macro still asks', async () => {
  const client = await rig.connect(await rig.start());
  const limits = { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop' } as const;
  const turns = createTurns(client, 'acme', { perSecond: 1, limits });
  const ask = (intentId: string, requested = false) =>
    turns.ask({ ticketId: '1', intentId, customerLastAt: 0, notBefore: 0, quiet: [], requested, message: 'm' });
  // No worker runs: the first task waits from now on.
  await ask('first');
  await vi.waitFor(() => expect(ask('more')).rejects.toMatchObject({ type: 'Transient' }), {
    timeout: 30_000,
    interval: 500,
  });
  const signals = async (): Promise<number> =>
    Number(
      (await client.workflow.getHandle(turnsWorkflowId('acme')).describe()).raw.workflowExecutionInfo?.historyLength,
    );
  const before = await signals();
  await expect(ask('another')).rejects.toMatchObject({ details: [expect.any(Number)] });
  expect(await signals()).toBe(before);
  await ask('macro', true);
  expect(await signals()).toBe(before + 1);
}, 60_000);
