import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../sandbox';
import type { Victim } from './plan';
import { policy } from './policy';
import { supervise, type Supervised } from './process';
import { type ChaosTemporal, startTemporal } from './temporal';
import { freePort } from '../../src/embedded/devServer';

/** Killed more often than this, the worker would do nothing but start. */
const WORKER_KILLS_APART_MS = 15_000;
/** The life of Zendesk's access tokens: each process renews them all the time. */
const TOKEN_LIFE_S = 5;

export interface WorldOptions {
  /** The Temporal CLI, asked for when it is needed. */
  cli: () => Promise<string>;
  /** The file with the bundled workflow code. */
  bundle: string;
  /** Whether Zendesk opens a ticket whose customer answers, or leaves it to Ventana. */
  zendeskReopens: boolean;
  /** Keep the folder when it is over. */
  keep: boolean;
}

/** Ventana as it is deployed, in processes of its own, between a real Temporal and the simulated vendors in this process. Real time. */
export interface ChaosWorld {
  sandbox: Sandbox;
  temporal: ChaosTemporal;
  receiver: Supervised;
  worker: Supervised;
  receiverUrl: string;
  webhookSecret: string;
  /** Zendesk's subdomain: the run's own, so that runs on one Temporal do not meet. */
  account: string;
  folder: string;
  kill(victim: Victim, downMs: number, why: string): void;
  /** All kills, for the report: `victim`, epoch ms, why. */
  kills: { victim: Victim; at: number; why: string }[];
  /** Kills that came when the victim was down already, or not ours. */
  readonly killsMissed: number;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function startWorld({ cli, bundle, zendeskReopens, keep }: WorldOptions): Promise<ChaosWorld> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'ventana-chaos-'));
    closers.push(() => (keep ? Promise.resolve() : rm(folder, { recursive: true, force: true })));
    const sandbox = await startSandbox({
      statusTriggers: 'all',
      zendeskReopens,
      oauth: { tokenLifeSeconds: TOKEN_LIFE_S },
      // Nobody has said these: they change nothing.
      autoReplies: ['trigger', 'bot', 'activity', 'ai'],
    });
    closers.push(() => sandbox.close());
    const temporal = await startTemporal(folder, cli);
    closers.push(() => temporal.stop());
    const policyFile = join(folder, 'ventana.yaml');
    await writeFile(policyFile, policy);
    const port = await freePort();
    const receiverUrl = `http://127.0.0.1:${port}`;
    const account = `chaos-${Date.now().toString(36)}`;
    const env: Record<string, string> = {
      ...sandbox.env(),
      ...temporal.env,
      ZENDESK_SUBDOMAIN: account,
      VENTANA_POLICY: policyFile,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'debug',
    };
    const start = (
      name: 'worker' | 'receiver',
      args: string[],
      isUp: (printed: string) => boolean | Promise<boolean>,
    ) => {
      const supervised = supervise({
        name,
        args: [name, ...args],
        env,
        folder,
        logFile: join(folder, `${name}.log`),
        isUp,
      });
      closers.push(() => supervised.stop());
      return supervised;
    };
    const worker = start('worker', [bundle], (printed) => printed.includes('worker is running'));
    const receiver = start('receiver', [], () => isLive(receiverUrl));
    await Promise.all([worker.up(), receiver.up()]);
    sandbox.sendWebhooksTo(receiverUrl);

    const kills: ChaosWorld['kills'] = [];
    let missed = 0;
    const kill = (victim: Victim, downMs: number, why: string): void => {
      const lastOfWorker = kills.findLast((it) => it.victim === 'worker')?.at ?? 0;
      const tooSoon = victim === 'worker' && Date.now() - lastOfWorker < WORKER_KILLS_APART_MS;
      if (tooSoon || !{ worker, receiver, temporal }[victim].kill(downMs)) missed += 1;
      else kills.push({ victim, at: Date.now(), why });
    };
    const up = async (): Promise<void> => {
      await temporal.up();
      await Promise.all([worker.up(), receiver.up()]);
    };
    return {
      ...{ sandbox, temporal, receiver, worker, receiverUrl, account, folder, kill, kills, up, close },
      webhookSecret: env['ZENDESK_WEBHOOK_SECRET'] ?? '',
      get killsMissed() {
        return missed;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const isLive = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
