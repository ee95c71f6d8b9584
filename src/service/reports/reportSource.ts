import { LRUCache } from 'lru-cache';
import type { LedgerPlace } from '../../ledger/place';
import { openStore } from '../../ledger/store';
import { type RateFile, ratesFor } from '../../rates/rateFile';
import { reportOf } from '../../report/report';
import { weeksIn } from '../../report/sql';
import type { Log } from '../../telemetry/log';
import { sampled } from '../../telemetry/sampled';
import { type ReportRead, type ReportSource, reportWeeks, type ReportWeeks } from '../app/report';
import { figuresOf } from './figures';

/** Many who look cost one reading in so many ms. */
const REPORT_MS = 5 * 60_000;
const WEEK_MS = 7 * 24 * 3_600_000;

export interface ReportParts {
  place: LedgerPlace;
  account: string;
  /** Beside it are the rate cards. */
  policyFile: string;
  /** Epoch ms. */
  now: () => number;
  /** ms by a clock that nobody sets. */
  elapsed: () => number;
  log: Log;
}

/**
 * The report for the app, from connections of its own: what is written into the ledger waits for nobody who reads it. While
 * the ledger is away, the last report stays.
 */
export function createReportSource({ place, account, policyFile, now, elapsed, log }: ReportParts): ReportSource {
  const lines = sampled(log);
  const reports = new LRUCache<ReportWeeks, ReportRead>({
    ...{
      max: reportWeeks.length,
      ttl: REPORT_MS,
      ttlResolution: 0,
      perf: { now: elapsed },
      allowStaleOnFetchRejection: true,
    },
    fetchMethod: async (weeks) => {
      const at = now();
      const [since = at] = weeksIn(at - (weeks - 1) * WEEK_MS, at);
      const store = await openStore(place);
      try {
        const span = { since, until: at };
        const made = await reportOf(store.db, { account, span, now: at, rates: ratesOr(policyFile, lines) });
        const report = figuresOf(made);
        return { now: new Date(at).toISOString(), ledger: isEmpty(made) ? 'empty' : 'read', report };
      } finally {
        await store.close();
      }
    },
  });
  return {
    read: async (weeks) => {
      try {
        return await reports.forceFetch(weeks);
      } catch (error) {
        lines.write('warn', 'report:away', { account, error }, 'the ledger cannot be read: the app shows no report');
        return { now: new Date(now()).toISOString(), ledger: 'away', report: null };
      }
    },
  };
}

type Made = Awaited<ReturnType<typeof reportOf>>;

const isEmpty = ({ lines, windows, replies }: Made): boolean =>
  lines.length + windows.kept + windows.lost + replies.lost + replies.rescued === 0;

/** No cards, where the team's file is damaged: nothing is estimated then. */
function ratesOr(policyFile: string, lines: ReturnType<typeof sampled>): RateFile {
  try {
    return ratesFor(policyFile);
  } catch (error) {
    lines.write('warn', 'report:rates', { error }, 'the rate cards cannot be read: the report estimates no costs');
    return { path: '', currency: 'USD', cards: [] };
  }
}
