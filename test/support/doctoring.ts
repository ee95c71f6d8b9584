/** An account that `setup` has set up in the sandbox, for `doctor` to look at. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Fastify from 'fastify';
import { type Sandbox, startSandbox } from '../../sandbox';
import { createAccountAdmin } from '../../src/operator/setup/vendorAdmin';
import { type Config, loadConfig, loadSetupConfig } from '../../src/config/config';
import { createFileStore } from '../../src/operator/setup/fileStore';
import { applySteps, planSetup } from '../../src/operator/setup/internal/setup';
import { announce } from '../../src/running/announce';
import { type Heard, secretsOf } from '../../src/running/report';
import { projectFile } from './configuration';

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

/** @param now the sandbox's clock, epoch ms */
export async function setUpAccount(now: () => number = Date.now): Promise<SetUpAccount> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'ventana-doctor-'));
  const sandbox = await startSandbox({ seed: 'none', now });
  const receiver = Fastify();
  receiver.get('/health/live', () => ({ live: true }));
  const url = await receiver.listen({ port: 0, host: '127.0.0.1' });
  const environment = { ...sandbox.env(), VENTANA_DATA: dataFolder, VENTANA_PUBLIC_URL: url };
  const read = (path: string): string =>
    path === 'ventana.yaml' ? projectFile('ventana.example.yaml') : readFileSync(path, 'utf8');

  const { zendesk, sunshine, policy, webhooksPath, account: name } = loadSetupConfig(environment, read);
  const account = createAccountAdmin(zendesk, sunshine);
  const store = createFileStore(dataFolder, name);
  const { steps, ids } = await planSetup({ account, store, policy, webhooksPath, url, restore: false });
  await applySteps(steps, { account, store, ids }, () => undefined);

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
      accounts: [{ account: name, secrets: secretsOf(running.config), ...running.heard }],
    }),
  );

  return {
    service: running,
    sandbox,
    environment: { ...environment, VENTANA_POLICY: resolve(__dirname, '../../ventana.example.yaml') },
    stopReceiver: () => receiver.close(),
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
      await receiver.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
