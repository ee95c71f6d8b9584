import type { TicketEvent } from '../../workflows/core/events';
import { TicketsUnavailable, type Tickets } from '../../src/temporal/ticketsPort';

/** A pretend Temporal in trouble: it fails, or keeps its callers waiting until it is let go on. */
export class HeldTickets implements Tickets {
  fails = false;
  /** Calls that are under way now, and the most there ever were. */
  underWay = 0;
  most = 0;
  calls = 0;
  readonly taken: { ticketId: string; event: TicketEvent }[] = [];
  private letThrough = Infinity;
  private waiting: (() => void)[] = [];

  /** After so many calls, nobody gets an answer any more. */
  hold(after = 0): void {
    this.letThrough = this.calls + after;
  }

  /** All get their answers, those who wait too. */
  release(): void {
    this.letThrough = Infinity;
    for (const goOn of this.waiting.splice(0)) goOn();
  }

  async deliver(ticketId: string, event: TicketEvent): Promise<'taken'> {
    await this.work();
    this.taken.push({ ticketId, event });
    return 'taken';
  }

  async find(): Promise<string[]> {
    await this.work();
    return ['1'];
  }

  healthy(): Promise<boolean> {
    return Promise.resolve(!this.fails);
  }

  private async work(): Promise<void> {
    this.calls++;
    this.most = Math.max(this.most, ++this.underWay);
    if (this.calls > this.letThrough) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.underWay--;
    if (this.fails) throw new TicketsUnavailable('down');
  }
}
