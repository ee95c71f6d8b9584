import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../sandbox';
import type { Victim } from './plan';
import { policy } from './policy';
import { type ProcessOptions, supervise, type Supervised } from './process';
import { type ChaosTemporal, startTemporal } from './temporal';
import { isWell, type Place, type Processes, startTogether } from './together';
import { freePort } from '../../src/system/freePort';
import { milestones } from '../../src/telemetry/milestones';

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
  /** Ventana as `npm start`: one process, which starts its own Temporal. */
  together?: boolean;
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

export async function startWorld(options: WorldOptions): Promise<ChaosWorld> {
  const { cli, bundle } = options;
  return openWorld(options, async (place) =>
    options.together
      ? await startTogether(place, await cli())
      : await startApart(place, await startTemporal(place.folder, cli), bundle),
  );
}

export interface PlaceOptions extends Pick<WorldOptions, 'zendeskReopens' | 'keep'> {
  /** The text of the policy file. Default: the one of all runs. */
  policy?: string;
  /** Of Zendesk's access tokens. */
  tokenLifeSeconds?: number;
}

/** The vendors, an account of its own, and the processes that `start` makes of its place. */
export async function openWorld(
  options: PlaceOptions,
  start: (place: Place) => Promise<Processes>,
): Promise<ChaosWorld> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const { place, sandbox } = await openPlace(options, closers);
    const { temporal, worker, receiver } = await start(place);
    const { env, folder, receiverUrl } = place;
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
      ...{ sandbox, temporal, receiver, worker, receiverUrl, folder, kill, kills, up, close },
      account: env['ZENDESK_SUBDOMAIN'] ?? '',
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

async function openPlace(
  { zendeskReopens, keep, policy: text = policy, tokenLifeSeconds = TOKEN_LIFE_S }: PlaceOptions,
  closers: Place['closers'],
): Promise<{ place: Place; sandbox: Sandbox }> {
  const folder = await mkdtemp(join(tmpdir(), 'ventana-chaos-'));
  closers.push(() => (keep ? Promise.resolve() : rm(folder, { recursive: true, force: true })));
  const sandbox = await startSandbox({
    statusTriggers: 'all',
    zendeskReopens,
    oauth: { tokenLifeSeconds },
    // Nobody has said these: they change nothing.
    autoReplies: ['trigger', 'bot', 'activity', 'ai'],
  });
  closers.push(() => sandbox.close());
  const policyFile = join(folder, 'ventana.yaml');
  await writeFile(policyFile, text);
  const port = await freePort();
  const env: Record<string, string> = {
    ...sandbox.env(),
    ZENDESK_SUBDOMAIN: `chaos-${Date.now().toString(36)}`,
    VENTANA_POLICY: policyFile,
    VENTANA_DATA: folder,
    LEDGER_URL: 'file',
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'debug',
  };
  return { place: { env, folder, receiverUrl: `http://127.0.0.1:${port}`, closers }, sandbox };
}

/** Receiver and worker in processes of their own. */
async function startApart(place: Place, temporal: ChaosTemporal, bundle: string): Promise<Processes> {
  const { folder, closers, receiverUrl } = place;
  closers.push(() => temporal.stop());
  const env = { ...place.env, ...temporal.env };
  const start = (name: 'worker' | 'receiver', args: string[], isUp: ProcessOptions['isUp']): Supervised => {
    const logFile = join(folder, `${name}.log`);
    const supervised = supervise({ name, args: [name, ...args], env, folder, logFile, isUp });
    closers.push(() => supervised.stop());
    return supervised;
  };
  const worker = start('worker', [bundle], (printed) => printed.includes(milestones.worker));
  const receiver = start('receiver', [], () => isWell(receiverUrl, 'live'));
  await Promise.all([worker.up(), receiver.up()]);
  return { temporal, worker, receiver };
}
