import { resolve } from 'node:path';
import { type Sandbox, startSandbox } from '../../sandbox';
import { loadConfig } from '../../src/config/config';
import { latenesses, percentile, round } from '../numbers';
import type { Lateness, Measured, Punctuality } from '../result';
import type { Setting } from '../setting';
import { startChild } from '../support/child';
import { examplePolicy } from '../support/policies';
import { openTemporal } from '../support/temporal';
import { startWorker } from '../support/ventanaProcess';
import { automationsLateness } from './automations';
import type { Reminders } from './bullmqWorker';
import { startRedis } from './redis';
import { paceFor, rates } from './pace';
import { allArrived, anyTime, changePolicy, openByHints, UNHINDERED, type Waiting } from './world';

const ACCOUNT = 'bench-punctuality';
const MINUTE_MS = 60_000;
/** Turns are asked for a minute ahead. The rest is time for the policy to change. */
const PREPARED_MS = MINUTE_MS + 15_000;
const TEXT = '¿Pudiste ver nuestra respuesta?';
/** All of BullMQ's jobs must exist before the first is due. */
const BULLMQ_STARTS_MS = 10_000;

/**
 * Reminders that fall due within one second, at a pace that this machine can keep: how late each is compared with that
 * pace. For comparison, BullMQ on a real Redis makes the same sends at the same pace, and Zendesk's hourly automations
 * are calculated.
 */
export async function punctuality(setting: Setting): Promise<Measured<Punctuality>> {
  const [wanted, openFor] = setting.quick ? [40, 20_000] : [1_000, setting.alone ? 90_000 : 20_000];
  const afterMs = openFor + PREPARED_MS;
  const policyAt = (perSecond: number): string =>
    examplePolicy(...anyTime, ...rates(perSecond), ['after: 24h', `after: ${afterMs}ms`], ['grace: 1h', 'grace: 1ms']);
  const sandbox = await startSandbox();
  const temporal = await openTemporal(setting);
  const policy = policyAt(UNHINDERED);
  const worker = await startWorker(setting, { sandbox, env: temporal.env, account: ACCOUNT, policy });
  try {
    // The first reminder is due at this time and the last within a second after it: none can come earlier.
    const dueAt = Date.now() + afterMs;
    const all = pendingTickets(sandbox, wanted);
    const { opened, perSecond: openedPerSecond } = await openByHints(temporal, sandbox, ACCOUNT, all, openFor);
    const perSecond = paceFor(openedPerSecond);
    setting.say(`  ${opened.length} tickets open, ${openedPerSecond.toFixed(1)} a second; pace ${perSecond} a second`);
    await changePolicy(setting, ACCOUNT, policyAt(perSecond));
    const patience = dueAt + MINUTE_MS + (3_000 * opened.length) / perSecond;
    const ventana = latenessOf(await allArrived(sandbox, opened, dueAt, patience), dueAt, perSecond);
    await worker.stop();
    const bullmq = await byBullmq(setting, sandbox, opened, perSecond);
    return measured(opened.length, perSecond, ventana, bullmq);
  } finally {
    await worker.stop();
    await temporal.stop(ACCOUNT);
    await sandbox.close();
  }
}

/** All at once: the agents' replies, which the follow-up counts from, lie within one second. */
const pendingTickets = (sandbox: Sandbox, count: number): Waiting[] =>
  Array.from({ length: count }, (_, n) => {
    const customer = sandbox.addCustomer({ name: 'Ana Ruiz', phone: `+346${String(10_000_000 + n)}` });
    const wroteAt = Date.now() - MINUTE_MS;
    const { ticketId } = sandbox.customerWrites(customer, 'Hola', { at: wroteAt, webhook: false });
    sandbox.agentReplies(ticketId, '¿Más datos?', { webhook: false });
    sandbox.agentSets(ticketId, 'pending', { webhook: false });
    return { customer, ticketId, wroteAt };
  });

const latenessOf = (arrivedAt: readonly number[], dueAt: number, perSecond: number): Lateness => {
  const late = latenesses(arrivedAt, dueAt, perSecond);
  return { p50Ms: round(percentile(late, 0.5)), p99Ms: round(percentile(late, 0.99)) };
};

async function byBullmq(
  setting: Setting,
  sandbox: Sandbox,
  waiting: readonly Waiting[],
  perSecond: number,
): Promise<Lateness | undefined> {
  const redis = await startRedis(setting.folder);
  if (!redis) {
    setting.say('  redis-server not found: skipping BullMQ (apt-get install redis-server)');
    return undefined;
  }
  const script = resolve(__dirname, 'bullmqWorker.ts');
  const worker = await startChild({ script, env: {}, folder: setting.folder, name: 'bullmq' });
  try {
    const { sunshine } = loadConfig(sandbox.env(), () => examplePolicy());
    const dueAt = Date.now() + BULLMQ_STARTS_MS;
    await worker.ask('schedule', {
      redisPort: redis.port,
      sunshine,
      integrationId: sandbox.integrationId,
      conversationIds: waiting.map(({ ticketId }) => sandbox.ticket(ticketId).conversationId ?? ''),
      text: TEXT,
      dueAt,
      perSecond,
    } satisfies Reminders);
    const patience = dueAt + MINUTE_MS + (3_000 * waiting.length) / perSecond;
    return latenessOf(await allArrived(sandbox, waiting, dueAt, patience), dueAt, perSecond);
  } finally {
    await worker.stop();
    await redis.stop();
  }
}

function measured(
  reminders: number,
  perSecond: number,
  ventana: Lateness,
  bullmq: Lateness | undefined,
): Measured<Punctuality> {
  const zendeskAutomations = automationsLateness(reminders);
  const beside = bullmq ? `${inSeconds(bullmq)} BullMQ` : 'no Redis here';
  return {
    result: { ...ventana, reminders, perSecond, ...(bullmq && { bullmq }), zendeskAutomations },
    rows: [
      {
        what: `${reminders} reminders due in one second, ${perSecond} a second: late against the pace, p50 and p99`,
        ventana: inSeconds(ventana),
        beside,
      },
      { what: "- Zendesk's hourly automations, by arithmetic", ventana: '', beside: inSeconds(zendeskAutomations) },
    ],
  };
}

const inSeconds = ({ p50Ms, p99Ms }: Lateness): string => `${round(p50Ms / 1000, 1)} and ${round(p99Ms / 1000, 1)} s`;
