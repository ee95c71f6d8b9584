import { setTimeout as sleep } from 'node:timers/promises';
import type { Usage } from '../support/answering';
import type { Child } from '../support/child';
import type { Outage } from './verdict';

const LOOK_EVERY_MS = 1_000;
/** For ten seconds, Temporal keeps a task for the worker that had the workflow in its cache. */
const REMEMBERED_MS = 10_000;
const SPARE_MS = 5_000;

/** One worker process that can be killed and replaced, and how much memory it took. */
export class WorkerThatDies {
  readonly outages: Outage[] = [];
  mostMb = 0;
  /** Resolves when the worker has been replaced. */
  isThere: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private child: Child,
    private readonly start: () => Promise<Child>,
  ) {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  static async start(start: () => Promise<Child>): Promise<WorkerThatDies> {
    return new WorkerThatDies(await start(), start);
  }

  /** Ends it with SIGKILL, and starts another one after `downMs`. */
  kill(downMs: number): Promise<void> {
    return (this.isThere = this.replace(downMs));
  }

  private async replace(downMs: number): Promise<void> {
    const outage: Outage = { from: Date.now(), until: Infinity };
    this.outages.push(outage);
    await this.child.kill();
    await sleep(downMs);
    this.child = await this.start();
    outage.until = Math.max(Date.now(), outage.from + REMEMBERED_MS) + SPARE_MS;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.child.stop();
  }

  private async look(): Promise<void> {
    // Whoever has just been killed does not answer.
    const usage = await this.child.ask<Usage>('usage').catch(() => undefined);
    this.mostMb = Math.max(this.mostMb, usage?.mb ?? 0);
  }
}
