/** Two worker processes of two accounts on one Temporal, with more to do than the accounts' rates allow. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { startDevServer } from '../../src/embedded/devServer';
import { freePort } from '../../src/system/freePort';
import { endPause, startPause } from '../../src/temporal/pause';
import { searchAttributes } from '../../workflows/messages';
import { withRates } from '../chaos/policy';
import { supervise, type Supervised } from '../chaos/process';
import { isWell } from '../chaos/together';
import { most, worstMinute } from '../chaos/worstMinute';
import { milestones } from '../../src/telemetry/milestones';

/** One account is short of requests to Zendesk, the other of messages. */
const RATES = {
  acme: { sendsPerSecond: 100, zendeskUpdatesPerMinute: 20, zendeskReadsPerMinute: 60 },
  globex: { sendsPerSecond: 0.2, zendeskUpdatesPerMinute: 6_000, zendeskReadsPerMinute: 6_000 },
};
type Account = keyof typeof RATES;
const ACCOUNTS = Object.keys(RATES) as Account[];
const CUSTOMERS = 60;
/** Zendesk's audits know seconds only: a macro in the second of the message would be older than it. */
const MORE_THAN_A_SECOND = 60_000;
/**
 * Two workers that each take all of it would make 2. On a busy machine requests arrive a few seconds after they were
 * made, so that a minute of the vendor has some of the minute before.
 */
const AT_MOST = 1.5;
/** So much is made in two minutes by the rate. */
const WATCHED_MINUTES = 2;

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const sends = (sandbox: Sandbox) =>
  sandbox.requests().filter((it) => it.vendor === 'sunshine' && it.method === 'POST' && it.path.endsWith('/messages'));

interface Running {
  /** Two workers and a receiver are connected to them. */
  sandboxes: Record<Account, Sandbox>;
  workers: Supervised[];
  /** Where Temporal is. */
  address: string;
}

async function startVentana(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'ventana-two-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const sandboxes = { acme: await startSandbox(), globex: await startSandbox() };
  for (const name of ACCOUNTS) {
    const sandbox = sandboxes[name];
    closers.push(() => sandbox.close());
    const own = Object.entries({ ...sandbox.env(), ZENDESK_SUBDOMAIN: name });
    await writeFile(join(folder, `${name}.env`), own.map(([key, value]) => `${key}=${value}\n`).join(''));
    await writeFile(join(folder, `${name}.yaml`), withRates(RATES[name]));
  }
  const server = await startDevServer({
    cli: inject('temporalCli'),
    logFile: join(folder, 'temporal.log'),
    searchAttributes: Object.values(searchAttributes),
  });
  closers.push(() => server.stop());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { VENTANA_ACCOUNTS: folder, TEMPORAL_ADDRESS: server.address, HOST: '127.0.0.1', PORT: String(port) };
  const start = (name: string, args: string[], isUp: (printed: string) => boolean | Promise<boolean>): Supervised => {
    const logFile = join(folder, `${name}.log`);
    const supervised = supervise({ name, args, env, folder, logFile, isUp });
    closers.push(() => supervised.stop());
    return supervised;
  };
  const worker = ['worker', inject('workflowBundlePath')];
  const receiver = start('receiver', ['receiver'], () => isWell(url, 'live'));
  const isUp = (printed: string): boolean => printed.includes(milestones.worker);
  const workers = ['one', 'two'].map((name) => start(name, worker, isUp));
  await Promise.all([receiver, ...workers].map((it) => it.up()));
  for (const name of ACCOUNTS) sandboxes[name].sendWebhooksTo(url, `/webhooks/${name}`);
  return { sandboxes, workers, address: server.address };
}

let running: Running;
beforeAll(async () => {
  running = await startVentana();
});

it('B4 L7 two workers of two accounts keep to the rates of each account, and do not make them twice', async () => {
  const { acme, globex } = running.sandboxes;
  for (const sandbox of [acme, globex]) {
    for (let n = 0; n < CUSTOMERS; n += 1) {
      const customer = sandbox.addCustomer({ name: 'Ana', phone: `+3460012${1_000 + n}` });
      const { ticketId } = sandbox.customerWrites(customer, 'Hola', { at: Date.now() - MORE_THAN_A_SECOND });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
    }
  }
  const made = () => acme.requests().filter(({ path }) => path.startsWith('/api/v2/')).length;
  const enough = {
    requests: WATCHED_MINUTES * RATES.acme.zendeskReadsPerMinute,
    sends: WATCHED_MINUTES * RATES.globex.sendsPerSecond * 60,
  };
  while (made() < enough.requests || sends(globex).length < enough.sends) await sleep(500);

  const worst = { ...worstMinute(acme.requests()), sends: most(sends(globex)) };
  process.stdout.write(`${JSON.stringify(worst)}\n`);
  expect(worst.reads).toBeLessThanOrEqual(AT_MOST * RATES.acme.zendeskReadsPerMinute);
  expect(worst.updates).toBeLessThanOrEqual(AT_MOST * RATES.acme.zendeskUpdatesPerMinute);
  expect(worst.sends).toBeLessThanOrEqual(AT_MOST * RATES.globex.sendsPerSecond * 60);
});

/** X1: after this, nothing is sent any more. */
const STOPPED_WITHIN_MS = 10_000;

it('X5 a pause holds in both workers and across their restart, for the account that was meant; X3 then it goes on', async () => {
  const { acme, globex } = running.sandboxes;
  const connection = await Connection.connect({ address: running.address });
  closers.push(() => connection.close());
  const client = new Client({ connection });
  // Two thirds of its messages still wait, five seconds from one to the next.
  await startPause(client, 'globex', { since: Date.now(), by: { role: 'operator' } });
  await sleep(STOPPED_WITHIN_MS);
  const before = { globex: sends(globex).length, acme: sends(acme).length };

  for (const worker of running.workers) worker.kill(0);
  await Promise.all(running.workers.map((it) => it.up()));
  // A process that joins others begins after a minute, and with a quarter: the two dead ones count for two minutes more.
  await expect.poll(() => sends(acme).length, { timeout: 500_000 }).toBeGreaterThan(before.acme);
  expect(sends(globex)).toHaveLength(before.globex);

  await endPause(client, 'globex', Date.now());
  await expect.poll(() => sends(globex).length).toBeGreaterThan(before.globex + 1);
});
