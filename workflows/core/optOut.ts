/** Rule 5: STOP ends every outreach on every ticket of that customer. */
import type { Live } from './conversation';
import { lastCustomer } from './history';

/** The customer said STOP, or blocked us, or Zendesk says that they once did. */
export const optedOut = (c: Live): boolean => c.truth.optedOut || optOutKey(c) !== undefined;

/**
 * Identifies an opt-out that we have to store; undefined when there is none. Only a STOP that is the customer's last word so far
 * counts: an older one may have been taken back by an agent who cleared the box since.
 */
export function optOutKey(c: Live): string | undefined {
  if (c.blocked) return 'optOut:blocked';
  const last = lastCustomer(c);
  return last?.stop ? `optOut:${last.id}` : undefined;
}

/** What we have heard and Zendesk does not know yet. */
export const optOutToStore = (c: Live): boolean => !c.truth.optedOut && optOutKey(c) !== undefined;
