/** An account that `setup` has set up in the sandbox, for `doctor` to look at. */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { type Sandbox, type SavedAccount, startSandbox } from '../../sandbox';
import { createAccountAdmin } from '../../src/operator/setup/vendorAdmin';
import { type Config, loadConfig, loadSetupConfig } from '../../src/config/config';
import { createFileStore } from '../../src/operator/setup/fileStore';
import { applySteps, planSetup } from '../../src/operator/setup/internal/setup';
import { announce } from '../../src/running/announce';
import { type Heard, secretsOf } from '../../src/running/report';
import { projectFile } from './configuration';
import { memoryFolder } from './memoryFolder';

export interface SetUpAccount {
  sandbox: Sandbox;
  /** The configuration of a service beside it. @param policy a change to the example: [text, instead of it] */
  config(environment?: Record<string, string>, policy?: [string, string]): Config;
  /** The same, as a process needs it. */
  environment: Record<string, string>;
  /** What the running service tells; a test may change it. */
  service: { version: string; config: Config; heard: { zendesk: Heard; sunshine: Heard } } & { stop(): Promise<void> };
  /** From then on nothing answers at the public address. */
  stopReceiver(): Promise<void>;
  /** As the administrator of the account, by Zendesk's API. @returns the answer's JSON */
  zendesk(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** What `setup` has left behind. */
interface Prepared {
  account: SavedAccount;
  /** Holds its record. */
  dataFolder: string;
  receiver: FastifyInstance;
  /** Where the receiver answers. */
  url: string;
}

const read = (path: string): string =>
  path === 'ventana.yaml' ? projectFile('ventana.example.yaml') : readFileSync(path, 'utf8');

async function prepare(): Promise<Prepared> {
  const dataFolder = memoryFolder('ventana-doctor-');
  process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true }));
  const receiver = Fastify();
  // No connection is kept: the next attempt after `stopReceiver` is refused.
  receiver.get('/health/live', (_, reply) => reply.header('connection', 'close').send({ live: true }));
  const url = await receiver.listen({ port: 0, host: '127.0.0.1' });
  receiver.server.unref();
  const sandbox = await startSandbox({ seed: 'none' });
  const environment = { ...sandbox.env(), VENTANA_DATA: dataFolder, VENTANA_PUBLIC_URL: url };
  const { zendesk, sunshine, policy, webhooksPath, account: name } = loadSetupConfig(environment, read);
  const account = createAccountAdmin(zendesk, sunshine);
  const store = createFileStore(dataFolder, name);
  const { steps, ids } = await planSetup({ account, store, policy, webhooksPath, url, restore: false });
  await applySteps(steps, { account, store, ids }, () => undefined);
  const saved = sandbox.savedAccount();
  await sandbox.close();
  return { account: saved, dataFolder, receiver, url };
}

/** `setup` makes some 150 requests: it runs once, and each account goes on from there. */
let prepared: Promise<Prepared> | undefined;

/** @param now the sandbox's clock, epoch ms */
export async function setUpAccount(now: () => number = Date.now): Promise<SetUpAccount> {
  const { account, receiver, url, dataFolder: first } = await (prepared ??= prepare());
  const dataFolder = memoryFolder('ventana-doctor-');
  cpSync(first, dataFolder, { recursive: true });
  const sandbox = await startSandbox({ seed: 'none', now }, account);
  const environment = { ...sandbox.env(), VENTANA_DATA: dataFolder, VENTANA_PUBLIC_URL: url };

  const configOf = (changes: Record<string, string> = {}, [from, to]: [string, string] = ['', '']): Config =>
    loadConfig({ ...environment, ...changes }, (path) =>
      path === 'ventana.yaml' ? read(path).replace(from, to) : read(path),
    );
  const heardNow = { takenAt: Date.now() };
  const running = {
    version: '1.2.3',
    config: configOf(),
    heard: { zendesk: heardNow, sunshine: heardNow },
    stop: (): Promise<void> => announced.close(),
  };
  const announced = await announce(dataFolder, () =>
    Promise.resolve({
      ...{ version: running.version, startedAt: now(), receiver: url, worker: true, temporal: 'ok' },
      accounts: [{ account: running.config.account, secrets: secretsOf(running.config), ...running.heard }],
    }),
  );

  return {
    service: running,
    sandbox,
    environment: { ...environment, VENTANA_POLICY: resolve(__dirname, '../../ventana.example.yaml') },
    stopReceiver() {
      prepared = undefined;
      return receiver.close();
    },
    config(changes, policy) {
      const config = configOf(changes, policy);
      if (changes) running.config = config;
      return config;
    },
    async zendesk(method, path, body) {
      const answer = await fetch(`${sandbox.url}/api/v2/${path}`, {
        method,
        headers: {
          authorization: sandbox.apiTokenHeader,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      const text = await answer.text();
      return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    },
    async close() {
      await announced.close();
      await sandbox.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
