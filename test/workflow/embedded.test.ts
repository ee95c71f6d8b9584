import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectTemporal } from '../../src/temporal/connect';
import { answers } from '../../src/embedded/devServer';
import { type EmbeddedTemporal, startEmbedded } from '../../src/embedded/embedded';
import { isAlive } from '../../src/embedded/processes';
import { ensureSearchAttributes } from '../../src/temporal/searchAttributes';
import { createTickets } from '../../src/temporal/tickets';
import { TicketsUnavailable } from '../../src/temporal/ticketsPort';
import type { TicketEvent } from '../../workflows/core/events';
import { searchAttributes, ticketWorkflowId } from '../../workflows/messages';

const attributes = Object.values(searchAttributes);
let dataFolder: string;
let cleanUp: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'ventana-embedded-'));
});
afterEach(async () => {
  for (const clean of cleanUp.reverse()) await clean();
  cleanUp = [];
  await rm(dataFolder, { recursive: true, force: true });
});

async function start(cli = inject('temporalCli')): Promise<EmbeddedTemporal> {
  const onProgress = (): void => undefined;
  const server = await startEmbedded({ dataFolder, cli, searchAttributes: attributes, uiPort: 0, onProgress });
  cleanUp.push(() => server.stop());
  return server;
}

async function connect({ address }: { address: string }): Promise<Client> {
  const connection = await Connection.connect({ address });
  cleanUp.push(() => connection.close());
  return new Client({ connection });
}

const serverPid = async (): Promise<number> => {
  const record = JSON.parse(await readFile(join(dataFolder, 'temporal.json'), 'utf8')) as { pid: number };
  return record.pid;
};

/** Starts a server in a process of its own and kills that process; resolves to the server's address. */
async function startAndKill(kind: 'embedded' | 'simulated'): Promise<string> {
  const script = join(__dirname, '../support/serverProcess.ts');
  const args = ['--require', 'tsx/cjs', script, kind, inject('temporalCli'), dataFolder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return address.trim();
}

describe('the embedded server', () => {
  it('keeps what it has over a restart: runs, retention, search attributes', async () => {
    const first = await start();
    expect(first.adopted).toBe(false);
    const pid = await serverPid();
    await (await connect(first)).workflow.start('ticket', { workflowId: 'kept', taskQueue: 'nobody', args: [] });
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    expect(await readdir(dataFolder)).not.toContain('temporal.json');

    const second = await start();
    expect(second.adopted).toBe(false);
    const client = await connect(second);
    expect((await client.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
    const { config } = await client.workflowService.describeNamespace({ namespace: second.namespace });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
    const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(attributes.map(({ name }) => name)));
    expect((await fetch(second.uiUrl)).status).toBe(200);
  });

  it('adopts the server that a killed process left behind, and ends it in its place', async () => {
    const address = await startAndKill('embedded');
    const pid = await serverPid();
    expect(isAlive(pid)).toBe(true);

    const adopted = await start();
    expect(adopted).toMatchObject({ adopted: true, address });
    await ensureSearchAttributes((await connect(adopted)).connection, 'default', attributes);
    await adopted.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('lets two starters at once share one server; the last one out ends it', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    expect(both[0].address).toBe(both[1].address);
    const pid = await serverPid();
    await both[0].stop();
    await both[0].stop();
    expect(isAlive(pid)).toBe(true);
    await both[1].stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('replaces an entry whose server has died', async () => {
    await start();
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await serverPid()).not.toBe(pid);
  });

  it('says why it did not start', async () => {
    const options = { dataFolder, searchAttributes: [], uiPort: 0, onProgress: () => undefined };
    const noFlag = startEmbedded({ ...options, cli: inject('temporalCli'), extraArgs: ['--no-such-flag'] });
    await expect(noFlag).rejects.toThrow('no-such-flag');
    await expect(startEmbedded({ ...options, cli: join(dataFolder, 'nothing') })).rejects.toThrow('nothing');
  });

  it.skipIf(process.platform === 'win32')(
    'tries again when somebody has taken the port of one of its parts',
    async () => {
      const tried = join(dataFolder, 'tried');
      const unlucky = join(dataFolder, 'temporal');
      const panic = 'panic: failed assigning ephemeral port: address in use\n\ngoroutine 1 [running]:\n';
      const script = `#!/bin/sh\n[ -e '${tried}' ] && exec '${inject('temporalCli')}' "$@"\ntouch '${tried}'\nprintf '${panic}' >&2\nexit 2\n`;
      await writeFile(unlucky, script, { mode: 0o755 });
      const server = await start(unlucky);
      expect(await answers(server.address)).toBe(true);
    },
  );

  it('is what one gets without TEMPORAL_ADDRESS; with it, a cluster', async () => {
    const options = { dataFolder, searchAttributes: attributes, uiPort: 0, onProgress: () => undefined };
    const embedded = await connectTemporal({ ...options, env: { TEMPORAL_CLI_PATH: inject('temporalCli') } });
    cleanUp.push(() => embedded.stop());
    expect(embedded).toMatchObject({ embedded: true, namespace: 'default' });
    const env = { TEMPORAL_ADDRESS: embedded.address, TEMPORAL_NAMESPACE: 'mine' };
    const cluster = await connectTemporal({ ...options, env });
    expect(cluster).toMatchObject({ embedded: false, namespace: 'mine', address: embedded.address });
    expect(await connect(cluster)).toBeInstanceOf(Client);
  });
});

describe.skipIf(process.platform === 'win32')('the simulated server', () => {
  it('dies with the process that started it, even when that is killed', async () => {
    const address = await startAndKill('simulated');
    await expect.poll(() => answers(address), { timeout: 10_000 }).toBe(false);
  });
});

describe('search attributes', () => {
  it('are created where they are missing, and are usable then', async () => {
    const { connection, workflow } = await connect(await start());
    const added = defineSearchAttributeKey('Added', 'DATETIME');
    await ensureSearchAttributes(connection, 'default', [...attributes, added]);
    await ensureSearchAttributes(connection, 'default', [added]);
    const typedSearchAttributes = [{ key: added, value: new Date() }];
    await workflow.start('any', { workflowId: 'any', taskQueue: 'nobody', args: [], typedSearchAttributes });
  });

  it('of another type are an error that names them', async () => {
    const { connection } = await connect(await start());
    const wrong = defineSearchAttributeKey('VentanaTicketId', 'INT');
    await expect(ensureSearchAttributes(connection, 'default', [wrong])).rejects.toThrow(/VentanaTicketId.*Int/);
  });
});

describe('the tickets over Temporal', () => {
  const account = 'acme';
  const customerWrites = (id: string, conversationId: string): TicketEvent => ({
    type: 'messageSeen',
    id,
    conversationId,
    message: { by: 'customer', id: `m${id}`, at: 0 },
  });
  const ticketsOf = (client: Client) =>
    createTickets(client, { account, ticketUrl: (id) => `https://acme.zendesk.com/agent/tickets/${id}` });

  it('start a run or reach the one that is there; nothing else is started', async () => {
    const client = await connect(await start());
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
    const client = await connect(await start());
    const tickets = ticketsOf(client);
    await tickets.deliver('1', customerWrites('e1', 'c1'));
    await tickets.deliver('2', customerWrites('e2', 'c1'));
    await tickets.deliver('3', customerWrites('e3', 'c2'));
    const find = async () => (await tickets.find({ conversationId: 'c1' })).sort();
    await expect.poll(find, { timeout: 10_000 }).toEqual(['1', '2']);
    expect(await tickets.find({ notificationId: 'c1' })).toEqual([]);
    expect(await tickets.find({ conversationId: "c1' or '1' = '1" })).toEqual([]);
    const others = createTickets(client, { account: 'other', ticketUrl: (id) => id });
    expect(await others.find({ conversationId: 'c1' })).toEqual([]);
  });

  it('are unavailable when the server is gone, and when it does not know the namespace', async () => {
    const server = await start();
    const client = await connect(server);
    const elsewhere = ticketsOf(new Client({ connection: client.connection, namespace: 'no-such-namespace' }));
    expect(await elsewhere.healthy()).toBe(false);
    await expect(elsewhere.deliver('1', { type: 'refresh', id: 'e1' })).rejects.toBeInstanceOf(TicketsUnavailable);
    await server.stop();
    const tickets = ticketsOf(client);
    expect(await tickets.healthy()).toBe(false);
    for (const event of [customerWrites('e1', 'c1'), { type: 'refresh', id: 'e2' } as const]) {
      await expect(tickets.deliver('1', event)).rejects.toBeInstanceOf(TicketsUnavailable);
    }
    await expect(tickets.find({ conversationId: 'c1' })).rejects.toBeInstanceOf(TicketsUnavailable);
  });
});
