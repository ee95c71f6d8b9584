import type { PauseOrder } from './orders';

/** The brake: all sending of the account stops, or goes on. */
export interface PausesPort {
  set(order: PauseOrder): Promise<void>;
}
