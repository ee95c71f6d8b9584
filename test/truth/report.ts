/** `report`, held against the truth: what it counts, worked out from the lives alone. */
import { readRates } from '../../src/rates/rateFile';
import { reportOf } from '../../src/report/report';
import { ANSWERS_WITHIN_MS } from '../../src/report/sql';
import { sumOf } from '../../src/report/summary';
import type { LedgerPlace } from '../../src/ledger/place';
import { openStore } from '../../src/ledger/store';
import type { LivePast } from './live';

export interface Counted {
  sent: number;
  delivered: number;
  answered: number;
  optedOut: number;
  failed: Record<string, number>;
  kept: number;
  lost: number;
  repliesLost: number;
  repliesRescued: number;
}

/** What the report must count. A report that was lost tells of no delivery, and of no failure. */
export function countedOf({ known, unreported }: Pick<LivePast, 'known' | 'unreported'>): Counted {
  const tickets = known.filter(({ truth }) => !truth.unknown);
  const outreach = tickets.flatMap(({ id, truth }) =>
    truth.outreach.map((it) => ({
      ...it,
      isTold: !unreported[it.code === undefined ? 'delivered' : 'failed'].has(id),
    })),
  );
  const codes = outreach.flatMap(({ code, isTold }) => (code !== undefined && isTold ? code : []));
  const windows = tickets.flatMap(({ truth }) => truth.windows);
  const replies = tickets.flatMap(({ truth }) => truth.replies);
  const failed: Record<string, number> = {};
  for (const code of codes) failed[`refused:${code}`] = (failed[`refused:${code}`] ?? 0) + 1;
  return {
    sent: outreach.length,
    delivered: outreach.filter(({ code, isTold }) => code === undefined && isTold).length,
    answered: outreach.filter((it) => it.answeredAt !== undefined && it.answeredAt <= it.at + ANSWERS_WITHIN_MS).length,
    optedOut: outreach.filter(({ optedOutAt }) => optedOutAt !== undefined).length,
    failed,
    kept: windows.filter(({ result }) => result === 'kept').length,
    lost: windows.filter(({ result }) => result === 'lost').length,
    repliesLost: replies.length,
    repliesRescued: replies.filter(({ rescuedAt }) => rescuedAt !== undefined).length,
  };
}

/** What it counts. */
export async function reported(place: LedgerPlace, account: string, span: LivePast['span']): Promise<Counted> {
  const store = await openStore(place);
  try {
    const order = { account, span, now: span.until, rates: readRates('rates.example.yaml') };
    const { lines, windows, replies } = await reportOf(store.db, order);
    const { sent, delivered, answered, optedOut, failed } = sumOf(lines);
    const { kept, lost } = windows;
    return {
      ...{ sent, delivered, answered, optedOut, failed, kept, lost },
      ...{ repliesLost: replies.lost, repliesRescued: replies.rescued },
    };
  } finally {
    await store.close();
  }
}
