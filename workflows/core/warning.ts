/** F10: warns the agent before the window closes while the customer still waits for an answer. */
import type { Live } from './conversation';
import { closesAt, lastCustomer, lastWord, ownsConversation } from './history';
import { containing, lastBefore } from './intervals';
import type { Verdict } from './verdict';

const BEFORE_OFFICE_ENDS_MS = 30 * 60_000;

/** The key that marks one window's warning as given. */
export const warningKey = (c: Live): string => `closing:${lastCustomer(c)?.id ?? ''}`;

/** When the next warning is due, or why there is none. */
export function judgeWarning(c: Live): Verdict {
  const { policy, office, ticket } = c.truth;
  const customer = lastCustomer(c);
  const closes = closesAt(c);
  if (!policy.agentWarning) return { none: 'it is off in the policy' };
  if (!customer || closes === undefined) return { none: 'the customer has not written' };
  if (!ownsConversation(c)) return { none: 'the conversation belongs to another ticket' };
  if (ticket.status === 'solved' || ticket.status === 'closed') return { none: `the ticket is ${ticket.status}` };
  if (lastWord(c) !== 'customer') return { none: 'the customer has been answered' };
  if (c.asOf >= closes) return { none: 'the window is closed' };
  if (c.done.includes(warningKey(c))) return { none: 'it has already been given' };
  const wanted = closes - policy.agentWarning.beforeMs;
  if (containing(office, wanted)) return { at: Math.max(wanted, customer.at) };
  const shift = lastBefore(office, wanted);
  if (!shift || shift.end <= customer.at) return { none: 'no office hours are left before the window closes' };
  return { at: Math.max(shift.end - BEFORE_OFFICE_ENDS_MS, customer.at) };
}
