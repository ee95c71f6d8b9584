/** Ventana at work in simulated time, with a ledger of its own. */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startWorld, type World } from '../../simulation/world';
import { loadSetupConfig, type Config } from '../../src/config/config';
import { type Ledger, openLedger } from '../../src/ledger/ledger';
import type { LedgerPlace } from '../../src/ledger/place';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import { memoryFolder } from '../support/memoryFolder';

/** The example policy, but for what would be measured against real time. */
const CHANGES: [RegExp, string][] = [
  [/zendeskUpdatesPerMinute: \d+/, 'zendeskUpdatesPerMinute: 60000'],
  [/zendeskReadsPerMinute: \d+/, 'zendeskReadsPerMinute: 240000'],
  [/sendsPerSecond: \d+/, 'sendsPerSecond: 100'],
  [/templatesPerDay: \d+/, 'templatesPerDay: 100000'],
];
const EXAMPLE = readFileSync(resolve(__dirname, '../../ventana.example.yaml'), 'utf8');

export interface LiveWorld extends Pick<World, 'sandbox' | 'time'> {
  place: LedgerPlace;
  /** Of the commands beside the service. */
  config: Config;
  /** Writes what waits for the ledger. */
  flush(): Promise<boolean>;
  /** The worker ends, and another one begins with an empty cache. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface LiveOptions {
  cli: string;
  /** The file with the bundled workflow code. */
  bundle: string;
  /** A Temporal server that may skip time; default: one of our own. */
  address?: string;
  /** Simulated (epoch ms), in the real future. */
  startAt: number;
}

export async function liveWorld({ cli, bundle, address, startAt }: LiveOptions): Promise<LiveWorld> {
  const folder = memoryFolder('truth-');
  const place = { type: 'file', folder: join(folder, 'ledger') } as const;
  const workflows = { workflowBundle: { codePath: bundle } };
  const log = createLog('error');
  let ledger: Ledger | undefined;
  const world = await startWorld({
    ...{ cli, address, startAt, log, workflows },
    policy: CHANGES.reduce((text, [from, to]) => text.replace(from, to), EXAMPLE),
    sandbox: { statusTriggers: 'all', failuresInAudits: true, rateLimits: { zendeskRequestsPerMinute: Infinity } },
    ledger: (now) =>
      (ledger = openLedger({ place, folder: place.folder, log, metrics: createMetrics(), now, elapsed: now })),
  });
  const { sandbox, time } = world;
  return {
    ...{ sandbox, time, place },
    config: loadSetupConfig({ ...sandbox.env(), VENTANA_POLICY: 'ventana.example.yaml', VENTANA_DATA: folder }),
    flush: () => ledger?.flush() ?? Promise.resolve(false),
    restart: () => world.useWorkflows(workflows),
    async close() {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
