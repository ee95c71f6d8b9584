import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Sandbox } from '../../sandbox';
import type { Setting } from '../setting';
import { type Child, startChild } from './child';
import { freePort } from '../../src/system/freePort';
import { milestones } from '../../src/telemetry/milestones';

export interface VentanaOptions {
  sandbox: Pick<Sandbox, 'env'>;
  /** The environment variables of the benchmark's Temporal. */
  env: Record<string, string>;
  /** Zendesk's subdomain, used only by this benchmark. */
  account: string;
  /** The text of the policy file. */
  policy: string;
}

const SCRIPT = resolve(__dirname, 'ventana.ts');

/** Starts Ventana's worker in its own process and waits until it is running. */
export async function startWorker(setting: Setting, options: VentanaOptions): Promise<Child> {
  const env = await environmentOf(setting, options);
  return startChild({
    script: SCRIPT,
    args: ['worker', setting.bundle],
    env,
    folder: setting.folder,
    name: 'worker',
    ready: milestones.worker,
  });
}

/** Starts Ventana's receiver in its own process and waits until it listens. */
export async function startReceiver(
  setting: Setting,
  options: VentanaOptions,
): Promise<Child & { port: number; secret: string }> {
  const port = await freePort();
  const env: Record<string, string> = {
    ...(await environmentOf(setting, options)),
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const child = await startChild({
    script: SCRIPT,
    args: ['receiver'],
    env,
    folder: setting.folder,
    name: 'receiver',
    ready: milestones.receiver,
  });
  return { ...child, port, secret: env['ZENDESK_WEBHOOK_SECRET'] ?? '' };
}

async function environmentOf(
  { folder }: Setting,
  { sandbox, env, account, policy }: VentanaOptions,
): Promise<Record<string, string>> {
  const policyFile = join(folder, `${account}.yaml`);
  await writeFile(policyFile, policy);
  return { ...sandbox.env(), ...env, ZENDESK_SUBDOMAIN: account, VENTANA_POLICY: policyFile };
}
