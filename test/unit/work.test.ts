import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { VendorError } from '../../activities/vendorError';
import type { Account } from '../../src/service/account/account';
import { workOf } from '../../src/service/worker/work';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import { noTracing } from '../../src/telemetry/tracing';

const order = { ticketId: '7', sendId: 'followUp-1:text:1', purpose: { kind: 'followUp' }, rendition: 'text' };

/** An account whose every call to Zendesk is refused, with its own name. */
const refusing = (account: string): Account =>
  ({
    config: { account },
    policy: () => ({ policy: { messages: {} } }),
    dependencies: () => ({
      policy: { messages: {} },
      turns: {
        ask: () => Promise.reject(new VendorError(account, { vendor: 'zendesk', reached: 'answered', status: 409 })),
      },
    }),
  }) as unknown as Account;

function working() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  const metrics = createMetrics();
  const work = workOf(['acme', 'globex'].map(refusing), { log, metrics, tracing: noTracing });
  const run = (activityType: 'askTurn' | 'sendMessage', workflowId: string): Promise<unknown> =>
    new MockActivityEnvironment(
      {
        activityType,
        attempt: 3,
        currentAttemptScheduledTimestampMs: Date.now(),
        workflowExecution: { workflowId, runId: 'run' },
      },
      { interceptors: work.interceptors, logger: new DefaultLogger('ERROR') },
    ).run(async (it: never): Promise<unknown> => work.activities[activityType](it), order as never);
  const sends = async (): Promise<string[]> =>
    (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('ventana_sends_total{'));
  return { lines, run, sends };
}

it.each(['acme', 'globex'])(
  'does an activity with what belongs to the account of its workflow: %s',
  async (account) => {
    const { run, sends } = working();
    await expect(run('askTurn', `whatsapp-turns:${account}`)).rejects.toThrow(account);
    await run('sendMessage', `whatsapp-ticket:${account}:7`);
    expect(await sends()).toEqual([expect.stringContaining(`account="${account}"`)]);
  },
);

it('leaves an activity of an account that it does not serve to another worker, and does not count it', async () => {
  const { run, sends } = working();
  for (const activity of ['askTurn', 'sendMessage'] as const) {
    await expect(run(activity, 'whatsapp-ticket:initech:7')).rejects.toMatchObject({
      type: 'OtherAccount',
      nonRetryable: false,
    });
  }
  expect(await sends()).toEqual([]);
});

it("lets a vendor's error leave it as a typed failure, and says it once, with what it is about", async () => {
  const { run, lines } = working();
  await expect(run('askTurn', 'whatsapp-ticket:acme:7')).rejects.toMatchObject({
    type: 'Conflict',
    nonRetryable: true,
  });
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'warn',
      vendor: 'zendesk',
      status: 409,
      reached: 'answered',
      workflowId: 'whatsapp-ticket:acme:7',
      activity: 'askTurn',
      attempt: 3,
      ticketId: '7',
      sendId: order.sendId,
    }),
  ]);
});
