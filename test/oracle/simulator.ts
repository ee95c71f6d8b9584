/** Time, and what is on its way: one line of happenings for all tickets of the account. */
import type { Instant } from '../../activities/types';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { type Account, outageOf } from './account';
import type { Fate } from './week';

export type AnyEvent = TicketEvent | OwnEvent;

/** Whom a webhook is for: tickets by name, or else those whose run has this conversation. */
export interface Address {
  named: (string | undefined)[];
  conversationId?: string;
  /** Also the tickets that it does not name. */
  andOthers?: boolean;
}

export interface Simulator {
  readonly account: Account;
  now: Instant;
  readonly plan: (at: Instant, happens: () => void) => void;
  /** To the ticket's run; starts one if the event does. */
  signal(ticketId: string, event: AnyEvent): void;
  /** Tickets whose run has that conversation. */
  runsWith(conversationId: string): string[];
  hasRun(ticketId: string): boolean;
}

/**
 * A webhook, with what befalls it.
 * @param told when it arrives: whether there is a run that hears it
 * @returns when it arrives; Infinity if it is lost
 */
export function tell(
  s: Simulator,
  event: TicketEvent,
  to: Address,
  fate: Fate,
  delayMs: number,
  told?: (heard: boolean) => void,
): Instant {
  const isTap = event.type === 'messageSeen' && event.message.by === 'customer' && event.message.unlisted;
  if (fate === 'lost') return Infinity;
  const arrivals = fate === 'twice' ? [s.now + 300, s.now + delayMs] : [s.now + (fate === 'late' ? delayMs : 300)];
  for (const at of arrivals) {
    s.plan(at, () => {
      // A tap that nobody was told of cannot be known.
      if (outageOf(s.account, s.now, 'receiver') && !isTap) return;
      const named = to.named.filter((it) => it !== undefined);
      const others = to.conversationId !== undefined && (named.length === 0 || to.andOthers);
      const all = [...named, ...(others ? s.runsWith(to.conversationId!) : [])];
      for (const ticketId of new Set(all)) s.signal(ticketId, event);
      told?.(all.some((ticketId) => s.hasRun(ticketId)));
    });
  }
  return outageOf(s.account, arrivals[0]!, 'receiver') ? (arrivals[1] ?? Infinity) : arrivals[0]!;
}

/** The fate of a webhook that no act of the week causes. */
export function chanceFate({ account: { random } }: Simulator): Fate {
  const drawn = random();
  if (drawn < 0.85) return 'comes';
  return drawn < 0.9 ? 'late' : drawn < 0.95 ? 'lost' : 'twice';
}

export const CHANCE_DELAY_MS = 20 * 60_000;
