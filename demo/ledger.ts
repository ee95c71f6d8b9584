import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, openLedger } from '../src/ledger/ledger';
import type { LedgerPlace } from '../src/ledger/place';
import type { Log } from '../src/telemetry/log';
import { createMetrics } from '../src/telemetry/metrics';

/** The ledger of one demo: gone with it. */
export interface DemoLedger {
  place: LedgerPlace;
  /** @param now the simulated time (epoch ms) */
  open: (now: () => number) => Ledger;
  remove: () => void;
}

export function createDemoLedger(log: Log): DemoLedger {
  const folder = mkdtempSync(join(tmpdir(), 'ventana-demo-'));
  const place = { type: 'file', folder } as const;
  return {
    place,
    open: (now) => openLedger({ place, folder, log, metrics: createMetrics(), now, elapsed: now }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
