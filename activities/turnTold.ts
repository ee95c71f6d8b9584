import type { LimitWarning } from './limits';
import type { Instant } from './types';

/** What the turns tell a ticket: an event of `workflows/core/events.ts`. Its id makes a repeat harmless. */
export interface TurnTold {
  ticketId: string;
  event: { id: string; intentId: string } & (
    | { type: 'turn'; given: Instant; warning?: LimitWarning }
    | { type: 'turnRefused'; warning: LimitWarning }
    | { type: 'turnHeld'; code: number }
    | { type: 'turnPaused'; since: Instant }
  );
}

/** What the turns tell one of their lanes. Its id makes a repeat harmless. */
export interface LaneTold {
  lane: number;
  /** As the signal in `workflows/messages.ts` has it. */
  message: { id: string };
}
