/** Rule 5: STOP ends every outreach on every ticket of that customer. */
import type { Live } from './conversation';
import { lastCustomer } from './history';

/** The customer said STOP, or blocked us, or Zendesk says that they once did. */
export const optedOut = (c: Live): boolean => c.truth.optedOut || optOutKey(c) !== undefined;

/**
 * Identifies an opt-out that we have to store and tell; undefined when there is none. Only a STOP that is the customer's last word so
 * far counts, and only until it is told: from then on the box in Zendesk decides, which an agent may clear.
 */
export function optOutKey(c: Live): string | undefined {
  const last = lastCustomer(c);
  const keys = [...(last?.stop ? [`optOut:${last.id}`] : []), ...(c.blocked ? ['optOut:blocked'] : [])];
  return keys.find((key) => !c.done.includes(key));
}

/** What we have heard and Zendesk does not know yet. */
export const optOutToStore = (c: Live): boolean => !c.truth.optedOut && optOutKey(c) !== undefined;
