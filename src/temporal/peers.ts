import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../../workflows/messages';
import { liveWorkers } from './internal/pollers';
import { elapsed } from '../system/elapsed';

/** The worker processes that share the accounts' rates, this one included. */
export interface Peers {
  /** At least 1. */
  count(): number;
  /**
   * When all of them have learned of this process (ms, by the budgets' clock); 0: it has always been alone; undefined:
   * not known yet.
   */
  knownAt(): number | undefined;
}

export const alone: Peers = { count: () => 1, knownAt: () => 0 };

export interface WatchedPeers extends Peers {
  stop(): void;
}

export interface PeersOptions {
  /** What this process's workers are called. */
  identity: string;
  log: { warn(details: object, message: string): void };
  onCount?: (count: number) => void;
  /** The budgets' clock, in ms. */
  now?: () => number;
}

/** How often (ms) each process counts the others. */
const REFRESH_MS = 10_000;
/** Until this process appears in Temporal's list. */
const FIRST_LOOK_MS = 500;
/** What a look may take, and clocks may differ. */
const MARGIN_MS = 2_000;
/** After this many failed looks at first, this process works as if it were alone. */
const FIRST_FAILURES = 5;

/** Names this process among all that poll: containers often have the same process id, and hosts may share a name. */
export const processIdentity = (): string => `${process.pid}@${hostname()}@${randomBytes(4).toString('hex')}`;

/**
 * Counts the worker processes by Temporal's list of pollers, which costs no Action; a workflow that leases the rates
 * would cost some thousands a day, and one more thing to wait for. If Temporal refuses to say, the last number stands.
 */
export function watchPeers(client: Client, options: PeersOptions): WatchedPeers {
  const { identity, log, onCount, now = elapsed } = options;
  let count = 1;
  let knownAt: number | undefined;
  let failures = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  // The SDK would make a call that ends with its connection once more, on the closed one: an error that nobody catches.
  let calls = new AbortController();

  async function look(): Promise<void> {
    // One for each look: the SDK leaves a listener on it after every call.
    calls = new AbortController();
    const workers = await client.connection.withAbortSignal(calls.signal, () => liveWorkers(client, TASK_QUEUE));
    failures = 0;
    const others = workers.filter((it) => it !== identity).length;
    count = others + 1;
    onCount?.(count);
    if (knownAt === undefined && others < workers.length) knownAt = others === 0 ? 0 : now() + REFRESH_MS + MARGIN_MS;
  }

  function failed(error: unknown): void {
    if (stopped) return;
    failures += 1;
    if (failures === FIRST_FAILURES)
      log.warn({ error, count }, 'Temporal does not say how many workers share the rates; the last number stands');
    if (failures >= FIRST_FAILURES) knownAt ??= 0;
  }

  async function watch(): Promise<void> {
    await look().catch(failed);
    if (stopped) return;
    timer = setTimeout(() => void watch(), knownAt === undefined ? FIRST_LOOK_MS : REFRESH_MS).unref();
  }
  void watch();

  return {
    count: () => count,
    knownAt: () => knownAt,
    stop() {
      stopped = true;
      clearTimeout(timer);
      calls.abort();
    },
  };
}
