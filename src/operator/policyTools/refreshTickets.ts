import * as fastq from 'fastq';
import type { Conversation } from '../../../workflows/core/conversation';
import type { OpenTickets } from '../../temporal/conversations';
import { usesPolicy } from './internal/diff';

export interface RefreshOptions {
  version: string;
  /**
   * How many tickets are refreshed per minute. Each one makes about three requests to Zendesk, which allows at least
   * 200 a minute.
   */
  perMinute: number;
  onProgress: (reportProgress: number, of: number) => void;
  /** For the pauses between polls and between batches, in ms. */
  sleep: (ms: number) => Promise<void>;
  /** ms by a clock that nobody sets. */
  now: () => number;
  /** How long to wait until a batch has read, in ms. Default: a minute. */
  timeoutMs?: number;
}

export interface Refreshed {
  /** Tickets that use the policy now, or have ended in the meantime. */
  done: number;
  /** Tickets that have not read again yet, or have read from a worker with another policy. */
  late: string[];
}

/** No ticket uses the new policy: its file has not reached the workers. */
export class NoWorkerUsesPolicy extends Error {
  override readonly name = 'NoWorkerUsesPolicy';
}

const BATCHES_A_MINUTE = 6;
const AT_A_TIME = 16;
const POLL_MS = 500;
/** A run reads at most every ten seconds. */
const REFRESH_AGAIN_MS = 11_000;

/**
 * Makes the tickets read the truth again, batch by batch. A batch starts when the previous one has read, and no faster
 * than `perMinute` allows. The first ticket goes alone, to check that the workers have the policy. It is safe to kill
 * this half-way: it keeps no state and asks the tickets what they use.
 * @throws {NoWorkerUsesPolicy}
 */
export async function refreshTickets(
  tickets: OpenTickets,
  ids: readonly string[],
  options: RefreshOptions,
): Promise<Refreshed> {
  const { perMinute, onProgress, sleep, now } = options;
  const [first, ...others] = ids;
  if (first === undefined) return { done: 0, late: [] };
  if (!(await refreshBatch(tickets, [first], options)).includes(first)) throw new NoWorkerUsesPolicy();

  const size = Math.max(1, Math.floor(perMinute / BATCHES_A_MINUTE));
  const pauseMs = (size / perMinute) * 60_000;
  const done = new Set([first]);
  const reportProgress = (): void => onProgress(done.size, ids.length);
  reportProgress();
  for (let from = 0; from < others.length; from += size) {
    const began = now();
    for (const id of await refreshBatch(tickets, others.slice(from, from + size), options)) done.add(id);
    reportProgress();
    const isLast = from + size >= others.length;
    if (!isLast) await sleep(Math.max(0, began + pauseMs - now()));
  }
  return { done: done.size, late: ids.filter((id) => !done.has(id)) };
}

/**
 * Refreshes one batch, and repeats it while a worker with another policy has read. Returns the tickets that use the
 * policy when the time is up.
 */
async function refreshBatch(tickets: OpenTickets, ids: readonly string[], options: RefreshOptions): Promise<string[]> {
  const { version, sleep, now, timeoutMs: patienceMs = 60_000 } = options;
  const began = now();
  let missing = ids;
  let refreshedAt = -Infinity;
  for (;;) {
    if (now() >= refreshedAt + REFRESH_AGAIN_MS) {
      refreshedAt = now();
      const refresh = fastq.promise((id: string) => tickets.refresh(id, `policy:${version}:${refreshedAt}`), AT_A_TIME);
      await Promise.allSettled(missing.map((id) => refresh.push(id)));
    }
    const ask = fastq.promise((id: string) => tickets.conversation(id), AT_A_TIME);
    const answers = await Promise.allSettled(missing.map((id) => ask.push(id)));
    missing = missing.filter((_, index) => {
      const answer = answers[index];
      return answer?.status !== 'fulfilled' || !isDone(answer.value, version);
    });
    if (missing.length === 0 || now() >= began + patienceMs) return ids.filter((id) => !missing.includes(id));
    await sleep(POLL_MS);
  }
}

/** A run that has ended does not need the policy. */
const isDone = (c: Conversation | undefined, version: string): boolean =>
  c === undefined || c.stage === 'ended' || usesPolicy(c, version);
