/**
 * Row F3 of docs/behaviour.md, from the first message to the closed ticket. Both workflows go through it, with nine
 * hints.
 */
import type { Customer, Sandbox } from '../../sandbox';
import type { Found } from './naiveWorkflow';

const HOUR_MS = 3_600_000;

type Act = (sandbox: Sandbox, ticketId: string, customer: Customer) => string | void;

export interface Beat {
  /** In hours since the start of Monday. */
  hour: number;
  act?: Act;
  /** What a read of the truth finds afterwards, for the naive workflow. */
  found?: (at: number) => Found;
}

const windowEnd = (at: number): number => at + 24 * HOUR_MS;

const waits = (at: number): Found => ({ stage: 'customer-waits', due: windowEnd(at), fields: true });
const writes =
  (text: string): Act =>
  (sandbox, _, customer) =>
    sandbox.customerWrites(customer, text).ticketId;

export const BEATS: readonly Beat[] = [
  { hour: 9, act: writes('Hola, ha llegado roto'), found: waits },
  { hour: 9.5, act: writes('Y le falta el cable'), found: waits },
  {
    hour: 11,
    act: (sandbox, ticketId) => void sandbox.agentReplies(ticketId, '¿Nos envía una foto?'),
    found: (at) => ({ stage: 'answered', due: windowEnd(at) }),
  },
  {
    hour: 11.25,
    act: (sandbox, ticketId) => sandbox.agentSets(ticketId, 'pending'),
    found: (at) => ({ stage: 'pending', due: windowEnd(at), reminds: true }),
  },
  // The reminder: nobody does anything, but WhatsApp reports its delivery.
  { hour: 35.25, found: () => ({ stage: 'reminded' }) },
  { hour: 56.5, act: writes('Aquí va la foto'), found: waits },
  { hour: 60, act: (sandbox, ticketId) => sandbox.agentSets(ticketId, 'closed'), found: () => ({ stage: 'closed' }) },
];

export const hours = (count: number): number => count * HOUR_MS;
