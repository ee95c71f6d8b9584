import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startWorld, type World } from '../../simulation/world';
import { createLog } from '../../src/telemetry/log';
import { workflowCode } from '../../src/service/worker/workflowBundle';
import { startTracing } from '../../src/telemetry/tracing';
import { ticketWorkflowId } from '../../workflows/messages';
import { type CollectedSpan, type OtlpCollector, startOtlpCollector } from '../support/otlpCollector';

const MONDAY = DateTime.now().setZone('Europe/Madrid').plus({ weeks: 2 }).startOf('week').plus({ hours: 9 });
const customer = { name: 'Ana Ruiz', phone: '+34600110001' };

describe('a customer writes while a collector listens', () => {
  let collector: OtlpCollector;
  let world: World;
  let ticketId: string;
  let history: Awaited<ReturnType<ReturnType<World['time']['client']['workflow']['getHandle']>['fetchHistory']>>;

  beforeAll(async () => {
    collector = await startOtlpCollector();
    const tracing = await startTracing({ endpoint: collector.endpoint, headers: { 'x-key': 'k' } }, 'ventana-test');
    world = await startWorld({
      cli: inject('temporalCli'),
      address: inject('temporalAddress'),
      policy: readFileSync(resolve(__dirname, '../../ventana.example.yaml'), 'utf8'),
      startAt: MONDAY.toMillis(),
      log: createLog('error'),
      workflows: { workflowBundle: { codePath: inject('workflowBundlePath') } },
      tracing,
    });
    const { sandbox, time } = world;
    // The first attempt, a local activity, fails; the second is an ordinary one.
    const path = /^\/api\/v2\/tickets\/\d+$/;
    sandbox.failRequests({ path, method: 'GET', effect: { kind: 'respond', status: 502 } });
    ticketId = sandbox.customerWrites(sandbox.addCustomer(customer), 'Hola').ticketId;
    await time.settle();
    const account = sandbox.account;
    history = await time.client.workflow.getHandle(ticketWorkflowId(account, ticketId)).fetchHistory();
    await tracing.stop();
  });
  afterAll(async () => {
    await world?.close();
    await collector?.close();
  });

  const named = (name: string): CollectedSpan[] => collector.spans.filter((span) => span.name === name);
  const parentOf = ({ parentSpanId }: CollectedSpan): CollectedSpan | undefined =>
    collector.spans.find(({ spanId }) => spanId === parentSpanId);
  function waysUp(span: CollectedSpan): string[] {
    const parent = parentOf(span);
    return [span.name, ...(parent ? waysUp(parent) : [])];
  }

  it('is one trace from the webhook over signal, workflow and activity to the call of the vendor', () => {
    const ways = named('zendesk ticket').map((span) => waysUp(span).join(' < '));
    expect(ways).toHaveLength(2);
    for (const way of ways)
      expect(way).toMatch(
        /^zendesk ticket < RunActivity:readTruth < SignalWithStartWorkflow:ticket < POST \/webhooks\/(zendesk|sunshine)$/,
      );
  });

  it('tells the collector nothing personal, and who sends', () => {
    expect(collector.bodies.join('')).not.toMatch(/600110001|Ana|Hola/);
    expect(collector.headers[0]).toMatchObject({ 'x-key': 'k' });
  });

  it('leaves a history that replays with the interceptor and without it', async () => {
    const scheduled = history.events?.find((it) => it.activityTaskScheduledEventAttributes);
    expect(Object.keys(scheduled?.activityTaskScheduledEventAttributes?.header?.fields ?? {})).toEqual([
      '_tracer-data',
    ]);
    await Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundlePath') } }, history);
    const without = await bundleWorkflowCode({ workflowsPath: workflowCode.workflowsPath });
    await Worker.runReplayHistory({ workflowBundle: without }, history);
  });
});
