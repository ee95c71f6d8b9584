import * as fastq from 'fastq';
import type { Conversation } from '../../../workflows/core/conversation';
import type { OpenTickets } from '../../temporal/conversations';
import { usesPolicy } from './internal/diff';

export interface RefreshOptions {
  version: string;
  /** Tickets told in a minute. Each then makes about three requests to Zendesk, which allows 200 requests a minute and more. */
  perMinute: number;
  onProgress: (told: number, of: number) => void;
  /** For the pauses between looks and batches. */
  sleep: (ms: number) => Promise<void>;
  /** Real time, epoch ms. */
  now: () => number;
  /** How long a batch may take to read; default a minute. */
  timeoutMs?: number;
}

export interface Refreshed {
  /** Use the policy now, or have ended in the meantime. */
  done: number;
  /** Have been told and have not read yet, or read with a worker that has another policy. */
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
const TELL_AGAIN_MS = 11_000;

/**
 * Has the tickets read the truth again, batch by batch: the next one begins when the last has read, and no faster than `perMinute`. The first
 * ticket goes alone and shows whether the workers have the policy. Nothing is lost if it is killed half-way: it asks the tickets what they use, and remembers nothing.
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
  const told = (): void => onProgress(done.size, ids.length);
  told();
  for (let from = 0; from < others.length; from += size) {
    const began = now();
    for (const id of await refreshBatch(tickets, others.slice(from, from + size), options)) done.add(id);
    told();
    const isLast = from + size >= others.length;
    if (!isLast) await sleep(Math.max(0, began + pauseMs - now()));
  }
  return { done: done.size, late: ids.filter((id) => !done.has(id)) };
}

/** Tells them, once more where a worker with another policy has read; returns those that use the policy before the patience runs out. */
async function refreshBatch(tickets: OpenTickets, ids: readonly string[], options: RefreshOptions): Promise<string[]> {
  const { version, sleep, now, timeoutMs: patienceMs = 60_000 } = options;
  const began = now();
  let missing = ids;
  let toldAt = -Infinity;
  for (;;) {
    if (now() >= toldAt + TELL_AGAIN_MS) {
      toldAt = now();
      const refresh = fastq.promise((id: string) => tickets.refresh(id, `policy:${version}:${toldAt}`), AT_A_TIME);
      await Promise.allSettled(missing.map((id) => refresh.push(id)));
    }
    const ask = fastq.promise((id: string) => tickets.conversation(id), AT_A_TIME);
    const answers = await Promise.allSettled(missing.map((id) => ask.push(id)));
    missing = missing.filter((_, index) => {
      const answer = answers[index];
      return answer?.status !== 'fulfilled' || !hasIt(answer.value, version);
    });
    if (missing.length === 0 || now() >= began + patienceMs) return ids.filter((id) => !missing.includes(id));
    await sleep(POLL_MS);
  }
}

/** A run that has ended needs to be told nothing. */
const hasIt = (c: Conversation | undefined, version: string): boolean =>
  c === undefined || c.stage === 'ended' || usesPolicy(c, version);
