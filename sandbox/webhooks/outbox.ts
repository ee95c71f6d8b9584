import type { WebhookFault } from '../faults';
import type { WebhookRecord } from '../types';
import { WebhookFaults } from './faults';
import { post } from './post';
import { patience, sendsAgain, type Webhook } from './requests';
import { Slots } from './slots';

interface OutboxOptions {
  now: () => number;
  retryPauseMs: number;
  delayMs: number;
}

const logLimit = 50_000;

/** The webhooks on their way. Sends each one, retries as the vendor would, and applies the faults. */
export class Outbox {
  readonly log: WebhookRecord[] = [];
  private readonly faults = new WebhookFaults();
  private readonly slots = new Slots(10);
  private readonly stops = new Set<() => void>();
  private closed = false;
  private readonly inFlight = new Set<Promise<void>>();
  private muted = false;
  private overtaken: Webhook[] = [];
  private held: Webhook[] = [];

  constructor(private readonly options: OutboxOptions) {}

  get pending(): number {
    return this.inFlight.size;
  }

  fail(fault: WebhookFault): () => void {
    return this.faults.add(fault);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** Runs `act` without sending any webhook that it causes. */
  silently<T>(act: () => T): T {
    const before = this.muted;
    this.muted = true;
    try {
      return act();
    } finally {
      this.muted = before;
    }
  }

  push(webhook: Webhook): void {
    if (this.muted || this.closed) return;
    const effect = this.faults.take(webhook);
    switch (effect?.kind) {
      case 'drop':
        this.record(webhook, { attempts: 0, outcome: 'dropped' });
        return;
      case 'hold':
        this.held.push(webhook);
        return;
      case 'reorder':
        this.overtaken.push(webhook);
        return;
      case 'duplicate':
        this.launch(webhook);
        break;
      case 'delay':
        this.launch(webhook, effect.ms);
        return;
      case undefined:
    }
    this.launch(webhook);
  }

  /** Sends the webhooks kept back by the fault `hold`. */
  release(): void {
    for (const webhook of this.held.splice(0)) this.launch(webhook);
  }

  async settled(): Promise<void> {
    this.sendOvertaken();
    while (this.inFlight.size > 0) {
      await Promise.all(this.inFlight);
      this.sendOvertaken();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const stop of this.stops) stop();
    await Promise.all(this.inFlight);
  }

  private launch(webhook: Webhook, extraMs = 0): void {
    const url = webhook.to.url();
    if (url === undefined) {
      this.record(webhook, { attempts: 0, outcome: 'no target' });
      return;
    }
    if (webhook.to.accepts?.(webhook, this.options.now()) === false) {
      this.record(webhook, { attempts: 0, outcome: 'dropped' });
      return;
    }
    const overtaken = this.overtaken.splice(0);
    const journey = this.send(webhook, url, extraMs).finally(() => {
      this.inFlight.delete(journey);
      for (const late of overtaken) this.launch(late);
    });
    this.inFlight.add(journey);
  }

  private sendOvertaken(): void {
    for (const webhook of this.overtaken.splice(0)) this.launch(webhook);
  }

  /** Never rejects. Closing the sandbox ends it early. */
  private async send(webhook: Webhook, url: string, extraMs: number): Promise<void> {
    await this.wait(this.options.delayMs + extraMs);
    for (let attempts = 1; !this.closed; attempts += 1) {
      const status = await this.slots.with(() => this.attempt(webhook, url));
      if (!sendsAgain(webhook.vendor, attempts, status)) {
        const outcome = status !== undefined && status < 300 ? 'delivered' : 'given up';
        this.record(webhook, { attempts, outcome, ...(status !== undefined && { status }) });
        return;
      }
      await this.wait(this.options.retryPauseMs * 2 ** (attempts - 1));
    }
  }

  private async attempt(webhook: Webhook, url: string): Promise<number | undefined> {
    const giveUp = new AbortController();
    const cancel = this.after(patience(webhook.vendor), () => giveUp.abort());
    const { now } = this.options;
    const status = await post(url, webhook.to.headers(webhook, now()), webhook.body, giveUp.signal);
    cancel();
    if (!this.closed) webhook.to.answered?.(webhook, status, now());
    return status;
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs `act` after `ms`, or when the outbox closes. @returns a function that cancels it */
  private after(ms: number, act: () => void): () => void {
    const cancel = (): void => {
      clearTimeout(timer);
      this.stops.delete(now);
    };
    const now = (): void => {
      cancel();
      act();
    };
    const timer = setTimeout(now, this.closed ? 0 : ms);
    this.stops.add(now);
    return cancel;
  }

  private record(webhook: Webhook, how: Pick<WebhookRecord, 'attempts' | 'outcome' | 'status'>): void {
    const { vendor, event, body } = webhook;
    if (this.log.length >= logLimit) this.log.splice(0, logLimit / 2);
    this.log.push({ vendor, event, body, ...how });
  }
}
