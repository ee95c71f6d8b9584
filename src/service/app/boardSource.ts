import type { Client } from '@temporalio/client';
import { LRUCache } from 'lru-cache';
import type { OfficeHours } from '../../../activities/officeHours';
import type { Instant, Interval } from '../../../activities/types';
import { failings } from '../../../workflows/core/failing';
import type { Stage } from '../../../workflows/core/stage';
import { searchAttributes } from '../../../workflows/messages';
import { countOpenRuns, listOpenRuns, type OpenRun } from '../../temporal/openRuns';
import type { AccountRead } from './accountSource';
import { allHoursAt, type Basis, basisOf, daysOf } from './internal/forecast';
import { type Closing, closingIn, MOST_LISTED, type Tally, tallyOf } from './internal/tally';
import type { SourceParts } from './ticketSource';

/** What Temporal knows of all tickets of an account. */
export interface BoardRead extends AccountRead {
  /** When it was read (epoch ms). */
  at: Instant;
  agent: Tally;
  customer: Tally;
  closed: { count: number; day: number; listed: Closing[] };
  overdue: { count: number; listed: OpenRun[] };
  failed: { count: number; listed: OpenRun[] };
  /**
   * Conversations with an answer whose customer wrote in the last 24 hours, or in the last seven days. `listed`: some of
   * those that tell the pace.
   */
  answered: { day: number; week: number; listed: OpenRun[] };
  /** Of the last week and the next day. Undefined: not known. */
  hours: { office: Interval[]; quiet: Interval[] } | undefined;
}

export interface BoardSource {
  /** @throws when Temporal does not answer */
  read(): Promise<BoardRead>;
}

/** Many agents cost one reading in so many ms. */
const BOARD_MS = 15_000;
/** If a reading takes so long, the one before is answered, if it is not older than `STALE_MS`. */
const PATIENCE_MS = 1_500;
const STALE_MS = 300_000;
const DAY = 24 * 3_600_000;
/** As `ventana_tickets_overdue` has it. */
const OVERDUE_MS = 10 * 60_000;
const MOST_OTHERS = 100;

const waits: Stage[] = ['customer-waits'];
const asked: Stage[] = ['answered', 'pending', 'reminded', 'contacted'];
const answered: Stage[] = ['answered', 'pending', 'reminded', 'solved'];

const { stage, windowClosesAt, nextAction, nextActionAt, failed } = searchAttributes;
const oneOf = ({ name }: { name: string }, values: readonly string[]): string =>
  `${name} in (${values.map((it) => `'${it}'`).join(', ')})`;
const isIn = (stages: readonly Stage[]): string => oneOf(stage, stages);
const closesAfter = (at: Instant): string => `${windowClosesAt.name} > '${new Date(at).toISOString()}'`;
const closesUntil = (at: Instant): string => `${windowClosesAt.name} <= '${new Date(at).toISOString()}'`;

export interface BoardParts extends SourceParts {
  office?: Pick<OfficeHours, 'between'>;
}

export function createBoardSource({ client, account, readAccount, now, elapsed, office }: BoardParts): BoardSource {
  const board = new LRUCache<'all', BoardRead>({
    ...{ max: 1, ttl: BOARD_MS, ttlResolution: 0, perf: { now: elapsed } },
    fetchMethod: async () => {
      const at = now();
      const reading = Promise.resolve(office?.between(at - 7 * DAY, at + DAY).catch(() => undefined));
      const basis = reading.then((hours) => basisOf(hours?.office ?? allHoursAt(at), at));
      const [shared, hours, runs] = await Promise.all([readAccount(), reading, readRuns(client, account, at, basis)]);
      return { at, ...shared, ...runs, hours };
    },
  });
  let last: { read: BoardRead; at: number } | undefined;
  return {
    read: async () => {
      const fresh = board.forceFetch('all').then((read) => {
        last = { read, at: elapsed() };
        return read;
      });
      if (!last || elapsed() - last.at > STALE_MS) return fresh;
      return orLater(fresh, last.read);
    },
  };
}

/** A busy server's last answer is better than none. */
async function orLater(fresh: Promise<BoardRead>, last: BoardRead): Promise<BoardRead> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<BoardRead>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, last)));
  return Promise.race([fresh, late]).finally(() => clearTimeout(timer));
}

async function readRuns(
  client: Client,
  account: string,
  at: Instant,
  basis: Promise<Basis>,
): Promise<Omit<BoardRead, 'at' | 'hours' | keyof AccountRead>> {
  const count = (...all: string[]): Promise<number> => countOpenRuns(client, account, all.join(' and '));
  const list = (most: number, ...all: string[]): Promise<OpenRun[]> =>
    listOpenRuns(client, account, all.join(' and '), most);
  const openIn = (stages: readonly Stage[]): Promise<Tally> =>
    tallyOf(
      {
        count: (from, to) => count(isIn(stages), closesAfter(from), closesUntil(to)),
        list: (from, to, most) => list(most, isIn(stages), closesAfter(from), closesUntil(to)),
      },
      at,
    );
  // A window may have closed since its run last said so.
  const isClosed = `(${isIn(['window-closed'])} or (${isIn(waits)} and ${closesUntil(at)}))`;
  const isLate = `${nextActionAt.name} < '${new Date(at - OVERDUE_MS).toISOString()}' and ${nextAction.name} != 'turn'`;
  const hasFailed = oneOf(failed, failings);
  // Who wrote in the last days: their windows close, or closed, a day later.
  const isAnswered = (basis: Basis): string => `${isIn(answered)} and ${closesAfter(at - (daysOf[basis] - 1) * DAY)}`;
  const [agent, customer, closed, day, listed, overdue, late, failures, lost, answeredDay, answeredWeek, examples] =
    await Promise.all([
      openIn(waits),
      openIn(asked),
      count(isClosed),
      count(isClosed, closesAfter(at - DAY)),
      list(MOST_OTHERS, isClosed, closesAfter(at - DAY)),
      count(isLate),
      list(MOST_OTHERS, isLate),
      count(hasFailed),
      list(MOST_OTHERS, hasFailed),
      count(isAnswered('day')),
      count(isAnswered('week')),
      basis.then((it) => list(MOST_LISTED, isAnswered(it))),
    ]);
  return {
    ...{ agent, customer },
    closed: { count: closed, day, listed: closingIn(listed).reverse() },
    overdue: { count: overdue, listed: late },
    failed: { count: failures, listed: lost },
    answered: { day: answeredDay, week: answeredWeek, listed: examples },
  };
}
