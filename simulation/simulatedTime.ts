import { Client, type Connection } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallWatcher, watchCalls } from './calls';
import type { OpenRun } from './inspect';
import { keepLaggards, type Laggards } from './laggards';
import { fingerprint, followRuns, type Runs, SOON_MS } from './runs';
import { type ServerOptions, startServer } from './server';
import { catchUp, MARGIN_MS, stampStarts } from './skipping';

/** Between two looks at what is busy: soon at first, since most things are done at once. */
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 40;
/** So many times as long as nothing may change, things may keep changing. */
const CHANGES_AT_MOST = 10;

export interface SimulatedTimeOptions extends ServerOptions {
  /** Whether the world outside has nothing more to deliver now (the sandbox's webhook queue is empty). Default: always. */
  settled?: () => boolean | Promise<boolean>;
  /** Instants (simulated, epoch ms) at which the world outside has something to do, each until it is done. Default: none. */
  nextStops?: () => readonly number[] | Promise<readonly number[]>;
  /**
   * Whether a run signals, starts or cancels other runs from its own code. One that does not is left behind while it sleeps, and comes
   * to the present when it is due or somebody reaches it. Default: every run does, and none is left behind.
   */
  wakesOthers?: (workflowId: string) => boolean;
  /** Called with the offset to the real time whenever the clock has moved, before a run acts at the new time. */
  onMove?: (offsetMs: number) => void;
  /** How long (real ms) nothing may change while something is not at rest before that is an error. Default: five minutes. */
  settleTimeoutMs?: number;
}

/**
 * A Temporal server on which days pass in seconds. Whoever has a clock here (receiver, activities, sandbox) is given `now`,
 * and whoever starts runs is given `client`; workflows use their own `Date.now()`.
 */
export interface SimulatedTime {
  /** The simulated time, epoch ms: the real one plus an offset, so it also runs by itself. */
  now(): number;
  client: Client;
  connection: Connection;
  /** `host:port`, for the worker's NativeConnection. */
  address: string;
  namespace: string;
  /** For who calls the server from another process: a call that may wake a run is told here, as `watchCalls` does it. */
  watcher: CallWatcher;
  /** Absent: the server is not ours. */
  uiUrl?: string;
  /**
   * Lets time pass until `at` (epoch ms): from one timer of any open run to the next, and at each stop until everything has come to rest.
   *
   * @throws {Error} when something does not come to rest, naming it
   */
  advanceTo(at: number): Promise<void>;
  /** Waits until no run has anything to do now, the world outside has nothing to deliver, and it stays so at a second look. */
  settle(): Promise<void>;
  /** Ends the server and all that was in it. Workers must be shut down before. */
  stop(): Promise<void>;
}

/**
 * Starts the dev server in memory with time skipping on, or takes a namespace of its own on a server that may skip time.
 *
 * @throws {Error} when it does not start or does not skip time
 */
export async function startSimulatedTemporal(options: SimulatedTimeOptions): Promise<SimulatedTime> {
  const { settled = () => true, nextStops = () => [], wakesOthers = () => true, settleTimeoutMs = 300_000 } = options;
  const server = await startServer(options);
  const { connection, namespace, address, uiUrl } = server;

  /** Of the simulated clock to the real one, in ms. */
  let offset = 0;
  /** The same, for runs: some are moved on before the clock is. */
  let ahead = 0;
  const now = (): number => Date.now() + offset;
  const runs = followRuns(connection, namespace, { wakesOthers, now });
  const laggards = keepLaggards((workflowId) => catchUp(connection, namespace, runs, workflowId, ahead));
  stampStarts(connection, () => offset);
  const watcher = keepingUp(runs, laggards, wakesOthers);
  watchCalls(connection, watcher);

  const bring = (some: readonly OpenRun[]): Promise<unknown> =>
    Promise.all(some.map(({ workflowId }) => laggards.bring(workflowId)));

  /** The open runs, at rest. */
  async function rest(): Promise<OpenRun[]> {
    let busy: string[] = [];
    let pause = FIRST_PAUSE_MS;
    let seen = { runs: '', at: Date.now() };
    const deadline = Date.now() + CHANGES_AT_MOST * settleTimeoutMs;
    for (; Date.now() < Math.min(deadline, seen.at + settleTimeoutMs); await sleep(pause)) {
      pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5);
      const before = await runs.look();
      if (fingerprint(before) !== seen.runs) seen = { runs: fingerprint(before), at: Date.now() };
      // Time goes by while one waits here.
      await bring(before.filter((run) => isDueAt(now() + SOON_MS, run)));
      busy = before.flatMap((run) => whatKeeps(run, now()));
      if (busy.length > 0) continue;
      // Nothing can be in flight when the runs were idle before and after the outside had nothing to deliver.
      busy = ['the world outside still has something to deliver'];
      if (!(await settled())) continue;
      busy = ['runs keep changing'];
      const after = await runs.find();
      if (fingerprint(after) === fingerprint(before)) return after;
    }
    throw new Error(`No rest, and no change for ${(Date.now() - seen.at) / 1000} s: ${busy.join('; ')}`);
  }

  /**
   * While the quiet runs are moved on, nothing can fire: the due ones and the world outside are still behind. They follow together.
   * Where no run that wakes others has a timer, the quiet ones need not be moved: only we can reach them, and bring them along first.
   */
  async function goTo(stop: number, open: readonly OpenRun[]): Promise<void> {
    const isDue = (run: OpenRun): boolean => isDueAt(stop + SOON_MS, run);
    const isCalm = open.every((run) => !wakesOthers(run.workflowId) || run.waiting.nextTimer === undefined);
    const stays = (run: OpenRun): boolean => isCalm && !wakesOthers(run.workflowId) && !isDue(run);
    ahead = Math.max(offset, stop - Date.now());
    for (const { workflowId } of open) laggards.leave(workflowId);
    await bring(open.filter((run) => !isDue(run) && !stays(run)));
    offset = ahead;
    options.onMove?.(offset);
    await bring(open.filter(isDue));
  }

  async function advanceTo(at: number): Promise<void> {
    let open = await rest();
    while (now() < at) {
      const timers = open.flatMap(({ waiting }) => waiting.nextTimer ?? []);
      // What has become due since the look stays a stop: it is waited for, not passed over.
      const stops = [...timers, ...(await nextStops())];
      await goTo(Math.min(at, ...stops.map((stop) => stop - MARGIN_MS)), open);
      open = await rest();
    }
  }

  const client = new Client({ connection, namespace });
  const settle = async (): Promise<void> => void (await rest());
  const stop = (): Promise<void> => server.stop();
  return {
    now,
    client,
    connection,
    address,
    namespace,
    watcher,
    advanceTo,
    settle,
    stop,
    ...(uiUrl !== undefined && { uiUrl }),
  };
}

/** What is called is brought along first, and what was seen of it counts no more. */
const keepingUp = (runs: Runs, laggards: Laggards, wakesOthers: (workflowId: string) => boolean): CallWatcher => ({
  async before(workflowId) {
    runs.touched(workflowId);
    // One that wakes others may do so before anybody could bring those along.
    await (wakesOthers(workflowId) ? laggards.bringAll() : laggards.bring(workflowId));
  },
  after(workflowId, call) {
    runs.touched(workflowId);
    if (/start/i.test(call)) runs.started(workflowId);
  },
});

/** Why this run is not at rest. A timer that is due fires within a few ms. */
function whatKeeps({ workflowId, busyWith, waiting }: OpenRun, now: number): string[] {
  if (busyWith !== undefined) return [`${workflowId} has ${busyWith}`];
  return waiting.nextTimer !== undefined && waiting.nextTimer <= now ? [`${workflowId} has a timer that is due`] : [];
}

const isDueAt = (at: number, { waiting: { nextTimer } }: OpenRun): boolean =>
  nextTimer !== undefined && nextTimer <= at;
