/** An account with a known past on a sandbox, and the two commands that read it back. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox';
import { audit, type AuditOrder } from '../../src/audit/audit';
import type { Report } from '../../src/audit/report';
import { type Config, loadSetupConfig } from '../../src/config/config';
import type { RebuildOrder } from '../../src/ledger/rebuild/rebuild';
import { readRates } from '../../src/rates/rateFile';
import { openPast, type Past } from '../../src/service/account/past';
import { createMetrics } from '../../src/telemetry/metrics';
import { rowsOf } from '../support/ledgerRig';
import { memoryFolder } from '../support/memoryFolder';
import { type AccountOrder, drawLives } from './account';
import { byHand } from './byHand';
import type { LedgerRows } from './ledgerRows';
import type { Life } from './life';
import { spanOf } from './order';
import { type KnownTicket, playLives, ticketsOf } from './play';

export interface PastAccount {
  sandbox: Sandbox;
  /** What it shows until it goes on (epoch ms). */
  clock: { now: number };
  known: KnownTicket[];
  /** For everything that is written. */
  folder: string;
  /** How long (ms) the reader was asked to wait. */
  waits: number[];
  /** @param name of its own file: an audit by the same name goes on */
  auditOrder(name: string, more?: { offline?: boolean }): AuditOrder;
  audited(name: string, more?: { offline?: boolean }): Promise<Report>;
  rebuildOrder(name: string): RebuildOrder;
  rowsIn(order: Pick<RebuildOrder, 'place'>): Promise<LedgerRows>;
  close(): Promise<void>;
}

export interface PastOptions {
  exportPageSize?: number;
  pageSize?: number;
  /** Requests a minute that the account allows; default: as many as there are. */
  readsPerMinute?: number;
  /** Default: drawn. */
  lives?: Life[];
  /** Once it is played, its clock is the real one: for other processes. */
  goesOn?: true;
}

/** Plays the account. Its clock stands still afterwards, but for pauses, which pass at once. */
export async function pastAccount(order: AccountOrder, options: PastOptions = {}): Promise<PastAccount> {
  const { readsPerMinute = 1_000_000, exportPageSize = 1_000, pageSize = 100 } = options;
  const { since, end } = spanOf(order);
  const clock = { now: since, isReal: false };
  const passed = { ms: 0 };
  const waits: number[] = [];
  const folder = memoryFolder('truth-');
  const now = (): number => (clock.isReal ? Date.now() : clock.now);
  const elapsed = (): number => passed.ms + performance.now();
  const sandbox = await startSandbox({
    ...{
      seed: order.ventana ? 'configured' : 'none',
      signIn: 'client',
      now,
      failuresInAudits: true,
      // All of them are counted.
      requestsKept: 10_000_000,
      exportPageSize,
      pageSize,
    },
  });
  sandbox.plant({ kind: 'oauthClient', scopes: ['read'] });
  const configIn = (name: string): Config => {
    const more = { VENTANA_DATA: join(folder, name), VENTANA_POLICY: 'ventana.example.yaml' };
    const config = loadSetupConfig({ ...sandbox.env(), ...more });
    const limits = { ...config.limits, templatesPerDay: 1_000_000 };
    return { ...config, limits, rates: { ...config.rates, zendeskReadsPerMinute: readsPerMinute } };
  };
  const pauseMs = (ms: number): Promise<void> => {
    waits.push(ms);
    clock.now += ms;
    passed.ms += ms;
    return Promise.resolve();
  };
  const open = (config: Config) => (): Past =>
    openPast(config, { metrics: createMetrics(), log: { warn: () => undefined }, now, elapsed });
  const lives = options.lives ?? drawLives(order);
  const hand = order.ventana ? byHand({ sandbox, config: configIn('hand') }, clock) : undefined;
  const known = ticketsOf(await playLives(lives, { sandbox, clock, end }, hand));
  clock.isReal = options.goesOn === true;

  const auditOrder: PastAccount['auditOrder'] = (name, { offline = false } = {}) => {
    const config = configIn(name);
    return {
      ...{ config, since, now, elapsed, pauseMs, fresh: false, onProgress: () => undefined },
      ...{ policies: [{ name: 'ventana.example.yaml', config }], rates: readRates('rates.example.yaml') },
      ...(!offline && { open: open(config) }),
    };
  };
  return {
    ...{ sandbox, clock, known, folder, waits, auditOrder },
    async audited(name, more) {
      const done = await audit(auditOrder(name, more));
      if (!done) throw new Error('nothing was read');
      return done.report;
    },
    rebuildOrder(name) {
      const config = configIn(name);
      const place = { type: 'file', folder: join(folder, name) } as const;
      const more = { since, past: open(config)(), now, elapsed, pauseMs, onProgress: () => undefined };
      return { config, place, folder: place.folder, ...more };
    },
    async rowsIn({ place }) {
      const [outreach, windows, replies] = [
        await rowsOf(place, 'outreach'),
        await rowsOf(place, 'windows'),
        await rowsOf(place, 'replies'),
      ];
      return { outreach, windows, replies };
    },
    async close() {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
