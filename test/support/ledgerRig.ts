/** A ledger in a folder of its own, for tests. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Ledger, type LedgerParts, openLedger } from '../../src/ledger/ledger';
import type { LedgerPlace } from '../../src/ledger/place';
import { openStore } from '../../src/ledger/store';
import type { LedgerTables } from '../../src/ledger/schema';
import { createMetrics, type Metrics } from '../../src/telemetry/metrics';

export const KEEP_MS = 400 * 24 * 3_600_000;

export interface LedgerRig {
  ledger: Ledger;
  place: LedgerPlace;
  /** Where rows wait. */
  folder: string;
  /** What it has logged. */
  lines: string[];
  metrics: Metrics;
  /** How many rows were written or dropped. */
  counted(outcome: 'written' | 'dropped'): Promise<number>;
}

/** Time that is simulated is given by `now`; by default it stands still. */
export function ledgerRig(folder: string, more: Partial<LedgerParts> = {}): LedgerRig {
  mkdirSync(folder, { recursive: true });
  const lines: string[] = [];
  const metrics = createMetrics();
  const write = (_: object, line?: string): void => void lines.push(line ?? '');
  const parts: LedgerParts = {
    place: { type: 'file', folder: join(folder, 'ledger') },
    folder: join(folder, 'ledger'),
    log: { warn: write, info: (line: unknown, ofDetails?: string) => void lines.push(ofDetails ?? String(line)) },
    metrics,
    now: () => 1_800_000_000_000,
    elapsed: () => 0,
    ...more,
  };
  const counted = async (outcome: 'written' | 'dropped'): Promise<number> =>
    (await metrics.ledgerRows.get()).values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0;
  return { ledger: openLedger(parts), place: parts.place, folder: parts.folder, lines, metrics, counted };
}

/** The rows of one table, in the order of a column. */
export async function rowsOf<Name extends keyof LedgerTables>(
  place: LedgerPlace,
  table: Name,
): Promise<LedgerTables[Name][]> {
  const store = await openStore(place);
  try {
    return (await store.db
      .selectFrom(table as 'windows')
      .selectAll()
      .execute()) as unknown as LedgerTables[Name][];
  } finally {
    await store.close();
  }
}
