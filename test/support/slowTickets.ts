import { setTimeout as sleep } from 'node:timers/promises';
import type { TicketEvent } from '../../workflows/core/events';
import { TicketsUnavailable, type Tickets } from '../../src/temporal/ticketsPort';

/** A pretend Temporal in trouble: each call takes `ms`, gives up like the real client after `givesUpMs`, and may fail. */
export class SlowTickets implements Tickets {
  ms = 0;
  givesUpMs = 900;
  fails = false;
  /** Calls that are under way now, and the most there ever were. */
  underWay = 0;
  most = 0;
  calls = 0;
  readonly taken: { ticketId: string; event: TicketEvent }[] = [];

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
    try {
      await sleep(Math.min(this.ms, this.givesUpMs));
      if (this.fails || this.ms > this.givesUpMs) throw new TicketsUnavailable('down');
    } finally {
      this.underWay--;
    }
  }
}
