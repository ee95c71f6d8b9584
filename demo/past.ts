/** Weeks that nobody played: made up, so that the report for leads has something to show. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { LedgerPlace } from '../src/ledger/place';
import type { OutreachTable, RepliesTable, WindowsTable } from '../src/ledger/schema';
import { openStore } from '../src/ledger/store';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKS = 11;
/** A statement has room for so many rows. */
const AT_ONCE = 100;

/** How many of each in a week, and which share is answered in time. */
const KINDS = [
  { purpose: 'followUp', name: 'followUp', count: 120, answered: 0.47, category: 'utility' },
  { purpose: 'reopening', name: 'reopening', count: 34, answered: 0.61, category: 'utility' },
  { purpose: 'proactive', name: 'incident', count: 18, answered: 0.3, category: 'utility' },
  { purpose: 'rescue', name: 'rescue', count: 6, answered: 0.7, category: 'utility' },
];
const ANSWERED_ALL_THE_SAME = 0.36;
const HOLDOUT = 0.2;
/** Meta's codes, and how often: no WhatsApp number, the limit of marketing messages, a paused template. */
const FAILURES = [131026, 131026, 131026, 131049, 132015];

interface Chance {
  below: (count: number) => number;
  happens: (share: number) => boolean;
}

/** The same each time. */
function chance(): Chance {
  const random = xoroshiro128plus(44);
  return {
    below: (count) => uniformInt(random, 0, count - 1),
    happens: (share) => uniformFloat64(random) < share,
  };
}

/** Writes the weeks before a time into an account's ledger. @param until epoch ms @throws what the database throws */
export async function writePast(place: LedgerPlace, account: string, until: number): Promise<void> {
  const { below, happens } = chance();
  const weeks = Array.from({ length: WEEKS }, (_, n) => ({ n, from: until - (WEEKS - n) * 7 * DAY }));
  const at = (from: number): number => from + below(7 * 24) * HOUR;
  const outreach = weeks.flatMap(({ n, from }) =>
    KINDS.flatMap((kind) =>
      Array.from({ length: kind.count + 2 * n }, (_, place) =>
        messageOf(kind, { account, key: `${n}-${place}`, due: at(from), week: n }, { below, happens }),
      ),
    ),
  );
  const windows = weeks.flatMap(({ n, from }) =>
    Array.from({ length: 260 + 6 * n }, (_, place): WindowsTable => {
      const closesAt = at(from);
      return {
        ...{ account, ticket: `past-${n}-${place}`, closes_at: closesAt, owed_by: 'customer', office_ms: 9 * HOUR },
        ...{ result: happens(0.12 - 0.009 * n) ? 'lost' : 'kept', read_at: closesAt + HOUR, rebuilt: 0 },
      };
    }),
  );
  const replies = weeks.flatMap(({ n, from }) =>
    Array.from({ length: 12 - Math.floor(n / 2) }, (_, place): RepliesTable => {
      const sentAt = at(from);
      const isRescued = happens(0.6);
      return {
        ...{ account, reply: `past-${n}-${place}`, ticket: `past-${n}-${place}`, sent_at: sentAt, why: 'late' },
        ...{ failure_code: null, rescued_at: isRescued ? sentAt + DAY : null, rebuilt: 0 },
      };
    }),
  );
  const store = await openStore(place);
  try {
    await store.db.transaction().execute(async (db) => {
      for (const rows of partsOf(outreach)) await db.insertInto('outreach').values(rows).execute();
      for (const rows of partsOf(windows)) await db.insertInto('windows').values(rows).execute();
      for (const rows of partsOf(replies)) await db.insertInto('replies').values(rows).execute();
    });
  } finally {
    await store.close();
  }
}

function messageOf(
  { purpose, name, answered, category }: (typeof KINDS)[number],
  { account, key, due, week }: { account: string; key: string; due: number; week: number },
  { below, happens }: Chance,
): OutreachTable {
  const isReminder = purpose === 'followUp';
  const isHeldBack = isReminder && happens(HOLDOUT);
  const sentAt = isHeldBack ? null : due + below(60_000);
  const failed = sentAt !== null && happens(0.02);
  const delivered = sentAt !== null && !failed;
  const share = isHeldBack ? ANSWERED_ALL_THE_SAME : failed ? 0 : answered;
  const answeredAt = happens(share) ? due + HOUR + below(70) * HOUR : null;
  return {
    ...{ account, intent: `past-${name}-${key}`, ticket: `past-${name}-${key}`, purpose, name, message: name },
    ...{ policy: week < 5 ? '5d0c81be91f2' : 'b4a7720e3c1d', rendition: 'template', attempt: 1, category },
    ...{ market: happens(0.75) ? '34' : '52', requested: Number(!isReminder) },
    ...{ arm: isReminder ? (isHeldBack ? 'holdout' : 'treated') : null, due_at: due, sent_at: sentAt },
    ...{ delivered_at: delivered ? sentAt + 4_000 : null, failed_at: failed ? sentAt + 2_000 : null },
    ...{ failure: failed ? 'refused' : null, failure_code: failed ? (FAILURES[below(FAILURES.length)] ?? null) : null },
    ...{ answered_at: answeredAt, opted_out_at: answeredAt !== null && happens(0.012) ? answeredAt : null, rebuilt: 0 },
    ...{ language: happens(0.8) ? 'es' : 'en', solved_at: answeredAt && answeredAt + DAY, reopened_at: null },
    template: null,
  };
}

const partsOf = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, n) => rows.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
