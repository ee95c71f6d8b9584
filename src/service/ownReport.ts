import type { Config } from '../config/config';
import { announce, type Announced, type Describe } from '../running/announce';
import { type Heard, secretsOf } from '../running/report';
import type { Log } from '../telemetry/log';
import { ask, type ReadyCheck } from './monitor/health';
import type { HeardWebhook } from './receiver/openReceiver';

/** What this process tells `doctor`, as it becomes known. */
export interface OwnReport {
  temporal: ReadyCheck;
  /** Where it receives webhooks. */
  receiver?: string;
  onWebhook: (heard: HeardWebhook) => void;
  /** An account's sidebar app has called. */
  onApp: (account: string) => void;
  version: string;
  announced: Announced;
}

interface OwnReportOptions {
  configs: readonly [Config, ...Config[]];
  worker: boolean;
  version: string;
  log: Log;
  now: () => number;
}

const NO_ANSWER = 'it does not answer';
/** `doctor` itself waits for three seconds. */
const OF_TEMPORAL = { timeoutMs: 2_000, failed: NO_ANSWER, late: NO_ANSWER };

/** Tells `doctor` of this process. Without a data folder that may be written, nobody is told: it runs all the same. */
export async function openOwnReport({ configs, worker, version, log, now }: OwnReportOptions): Promise<OwnReport> {
  const startedAt = now();
  const heard = new Map<string, Record<HeardWebhook['vendor'], Heard>>(
    configs.map(({ account }) => [account, { zendesk: {}, sunshine: {} }]),
  );
  const appAt = new Map<string, number>();
  const self: OwnReport = {
    version,
    onApp: (account) => void appAt.set(account, now()),
    temporal: () => Promise.resolve('it is being started'),
    onWebhook({ account, vendor, outcome }) {
      const of = heard.get(account)?.[vendor];
      if (!of) return;
      if (outcome === 'unauthorized') of.rejectedAt = now();
      else if (ACCEPTED.has(outcome)) of.takenAt = now();
    },
    announced: { close: () => Promise.resolve() },
  };
  const describe: Describe = async () => ({
    ...{ version, startedAt, worker },
    ...(self.receiver !== undefined && { receiver: self.receiver }),
    temporal: await ask(self.temporal, OF_TEMPORAL),
    accounts: configs.map((config) => ({
      account: config.account,
      secrets: secretsOf(config),
      ...(heard.get(config.account) ?? { zendesk: {}, sunshine: {} }),
      app: takenAt(appAt.get(config.account)),
    })),
  });
  try {
    self.announced = await announce(configs[0].dataFolder, describe);
  } catch (error) {
    log.debug({ error }, 'doctor cannot ask this process: its data folder is not writable');
  }
  return self;
}

const takenAt = (at: number | undefined): Heard => (at === undefined ? {} : { takenAt: at });

const ACCEPTED = new Set<HeardWebhook['outcome']>(['taken', 'nothing', 'duplicate', 'unknown', 'ignored']);
