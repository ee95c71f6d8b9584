/** An account that Ventana itself has worked on: its ledger, the report, and the ledger rebuilt. */
import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { rebuildLedger } from '../../src/ledger/rebuild/rebuild';
import { openPast } from '../../src/service/account/past';
import { createMetrics } from '../../src/telemetry/metrics';
import { rowsOf } from '../support/ledgerRig';
import { HOUR, MINUTE } from '../support/madrid';
import { ledgerDifferences, type LedgerRows } from './ledgerRows';
import { firstMonday, GRID, type LiveOrder, type LivePast, playLive } from './live';
import { liveWorld, type LiveOptions, type LiveWorld } from './liveWorld';
import { countedOf, reported } from './report';
import type { Difference } from './rows';

export interface LiveResult {
  tickets: number;
  rows: number;
  lostWebhooks: number;
  ledger: Difference[];
  /** What the report counts and what it must count, where they differ. */
  report: object[];
  rebuilt: Difference[];
}

/** What people do happens when the acts of half an hour are played, and lost webhooks are found within it. */
const TOLERANCE_MS = GRID / 2 + 5 * MINUTE;

export async function liveRun(order: LiveOrder, where: Omit<LiveOptions, 'startAt'>): Promise<LiveResult> {
  const monday = firstMonday();
  const world = await liveWorld({ ...where, startAt: monday + 7 * HOUR });
  try {
    const past = await playLive(world, order, monday);
    await world.flush();
    const { known, unreported, span, lostWebhooks } = past;
    const compared = { toleranceMs: TOLERANCE_MS, unreported: unreported.failed };
    const ledger = ledgerDifferences(known, await rowsIn(world), { ...compared, knows: 'all' });
    const said = await reported(world.place, world.sandbox.account, span);
    const must = countedOf(past);
    await rebuilt(world, past);
    const again = ledgerDifferences(known, await rowsIn(world), { ...compared, knows: 'records' });
    return {
      ...{ tickets: known.length, rows: ledger.expected, lostWebhooks },
      ...{ ledger: ledger.differences, rebuilt: again.differences },
      report: isDeepStrictEqual(said, must) ? [] : [{ said, must }],
    };
  } finally {
    await world.close();
  }
}

async function rowsIn({ place }: LiveWorld): Promise<LedgerRows> {
  return {
    outreach: await rowsOf(place, 'outreach'),
    windows: await rowsOf(place, 'windows'),
    replies: await rowsOf(place, 'replies'),
  };
}

/** The ledger's file is deleted, and made again from the vendors' records. */
async function rebuilt({ config, place, time }: LiveWorld, { span: { since } }: LivePast): Promise<void> {
  if (place.type !== 'file') throw new Error('the ledger is a file here');
  await rm(place.folder, { recursive: true });
  const now = (): number => time.now();
  const rates = { ...config.rates, zendeskReadsPerMinute: 1_000_000 };
  const parts = { metrics: createMetrics(), log: { warn: () => undefined }, now, elapsed: now };
  const past = openPast({ ...config, rates }, parts);
  const order = { config, place, folder: place.folder, since, past, now, elapsed: now };
  await rebuildLedger({ ...order, pauseMs: () => Promise.resolve(), onProgress: () => undefined });
}
