import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { findEmbedded } from '../../src/embedded/embedded';
import { searchAttributes, ticketWorkflowId } from '../../workflows/messages';
import { policy } from '../chaos/policy';
import { type Ventana, ventana } from '../support/ventana';

/** Long enough for all that comes before, also on a busy machine. */
const REMINDER_MS = 60_000;
const slowly = policy.replace(/after: \d+ms/, `after: ${REMINDER_MS}ms`);

let service: Ventana;
let folder: string;
/** Stands for the CLI: it can be made to wait (while `hold` is there), or broken. */
const cli = (): string => join(folder, 'temporal');
const hold = (): string => join(folder, 'hold');

async function becomes(script: string): Promise<void> {
  await writeFile(`${cli()}.new`, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  await rename(`${cli()}.new`, cli());
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ventana-cli-'));
  await becomes(`while [ -e '${hold()}' ]; do sleep 0.1; done; exec '${inject('temporalCli')}' "$@"`);
  // The vendors try again for minutes; here it is four or five attempts.
  service = await ventana({ cli: cli(), policy: slowly, sandbox: { retryPauseMs: 5_000 } });
  await service.start();
});
afterEach(async (test) => {
  // What it logged and got: the machine may be the reason.
  if (test.task.result?.state === 'fail') {
    const webhooks = service.sandbox
      .webhooks()
      .map(({ event, outcome, status, attempts }) => ({ event, outcome, status, attempts }));
    console.error(JSON.stringify({ webhooks, lines: service.lines.slice(-60) }, undefined, 1));
  }
  await rm(hold(), { force: true });
  await service.close();
  await rm(folder, { recursive: true });
});

/** What Temporal's list shows of the ticket's run. */
async function stageOf(ticketId: string): Promise<string | undefined> {
  const place = await findEmbedded(service.folder);
  if (!place) return undefined;
  const connection = await Connection.connect({ address: place.address });
  try {
    const { ZENDESK_SUBDOMAIN: account = '' } = service.environment;
    const handle = new Client({ connection }).workflow.getHandle(ticketWorkflowId(account, ticketId));
    return (await handle.describe()).typedSearchAttributes.get(searchAttributes.stage);
  } finally {
    await connection.close();
  }
}

describe('the embedded Temporal, killed under a running Ventana', () => {
  it('V1, G13 is started again, and every line is JSON, those of the native core too: the timer fires, once, and webhooks that came meanwhile come again', async () => {
    const { sandbox, lines } = service;
    const ana = sandbox.addCustomer({ name: 'Ana', phone: '+34600111222' });
    // In the same millisecond as the reply, it would be the last word.
    const { ticketId } = sandbox.customerWrites(ana, 'Hola', { at: Date.now() - 1_000 });
    sandbox.agentReplies(ticketId, '¿Puede darnos más datos?');
    sandbox.agentSets(ticketId, 'pending');
    await sandbox.settled();
    // The run has read the ticket, and waits: its timer is in the server's file only.
    await expect.poll(() => stageOf(ticketId)).toBe('pending');
    expect(sandbox.received(ana)).toHaveLength(1);

    await writeFile(hold(), '');
    expect(service.killTemporal()).toBe(true);
    await expect.poll(async () => (await service.health('ready')).body).toContain('being started again');
    expect((await service.health('ready')).status).toBe(503);
    expect((await service.health('live')).status).toBe(200);
    const bea = sandbox.addCustomer({ name: 'Bea', phone: '+34600111333' });
    const { ticketId: other } = sandbox.customerWrites(bea, 'Hola');
    const refused = () => lines.filter(({ outcome }) => outcome === 'unavailable');
    await expect.poll(() => refused().length).toBeGreaterThan(0);
    // Temporal's native core has lines of its own to say that it cannot reach the server.
    await expect.poll(() => lines.some(({ sdkComponent }) => sdkComponent === 'core')).toBe(true);
    await rm(hold());

    await expect.poll(async () => (await service.health('ready')).status).toBe(200);
    await sandbox.settled();
    await expect.poll(() => sandbox.ticket(other).window).toBe('whatsapp_window_open');
    // The agent's message and the reminder.
    await expect.poll(() => sandbox.received(ana).length).toBe(2);
    await expect.poll(() => sandbox.notes(ticketId).length).toBe(1);
    expect(sandbox.received(ana)).toHaveLength(2);
    expect(lines.map(({ msg }) => msg)).toContain('The embedded Temporal runs again, with all that it had');
    expect(await service.stop()).toBe(0);
    expect([service.others, service.stderr()]).toEqual([[], '']);
  });

  it('V2 that does not start again ends the service with one sentence, and not with success', async () => {
    await becomes("echo 'database or disk is full' >&2; exit 1");
    expect(service.killTemporal()).toBe(true);
    expect(await service.ended()).toBe(3);
    expect(service.stderr().trim()).toMatch(
      /^.*The embedded Temporal ended and does not start again: .*disk is full.* start Ventana again: nothing is lost\.$/,
    );
  });
});
