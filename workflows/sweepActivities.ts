/**
 * How the sweep calls its activities: with patience, since nobody waits for the sweep, and at the pace the vendors
 * allow.
 */
import { ActivityFailure, ApplicationFailure, proxyActivities, sleep } from '@temporalio/workflow';
import type { failureTypes } from '../activities/failureTypes';
import type { ExportOrder, Found, RoundOrder, SweepActivities, VisitOrder } from '../activities/sweep';
import type { ExportStart } from '../activities/sweepPorts';
import { TASK_QUEUE } from './messages';

type FailureType = (typeof failureTypes)[keyof typeof failureTypes];

const ask = (summary: string): SweepActivities =>
  proxyActivities<SweepActivities>({
    taskQueue: TASK_QUEUE,
    startToCloseTimeout: '60 seconds',
    scheduleToCloseTimeout: '10 minutes',
    retry: { initialInterval: '1 second', backoffCoefficient: 3, maximumInterval: '1 minute' },
    summary,
  });

/**
 * Reads the next page of Zendesk's export. If Zendesk no longer accepts the cursor, it starts from the time up to which
 * the export was read. Seeing a change twice does no harm.
 */
export async function readExport(order: ExportOrder, until: number): Promise<Found> {
  const { from } = order;
  const read = (start: ExportStart): Promise<Found> =>
    withRetryAfter(() => ask('Read what changed in Zendesk').readExport({ ...order, from: start }));
  try {
    return await read(from);
  } catch (error) {
    if (!('cursor' in from) || failureOf(error)?.type !== refused) throw error;
    return read({ since: until });
  }
}

export const visitTickets = (order: VisitOrder): Promise<{ started: number; refreshed: number }> =>
  withRetryAfter(() =>
    ask(`Tell ${order.visits.length} tickets to read again, or start their runs`).visitTickets(order),
  );

export const nextInRound = (order: RoundOrder): Promise<string[]> =>
  withRetryAfter(() => ask('Choose the open tickets to check this time').nextInRound(order));

/** Returns a function that keeps at least `pauseMs` between two calls. */
export function throttle(pauseMs: number, summary: string): () => Promise<void> {
  let free = 0;
  return async () => {
    const wait = free - Date.now();
    if (wait > 0) await sleep(wait, { summary });
    free = Date.now() + pauseMs;
  };
}

const refused: FailureType = 'Refused';
const tryLater: FailureType = 'TryLater';

/** Waits as long as the vendor asks (`Retry-After`), however long that is. The caller handles every other error. */
async function withRetryAfter<Result>(call: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      const asked = failure?.details?.[0];
      if (failure?.type !== tryLater || typeof asked !== 'number') throw error;
      await sleep(asked, { summary: 'Zendesk asked for a pause' });
    }
  }
}

const failureOf = (error: unknown): ApplicationFailure | undefined =>
  error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause : undefined;
