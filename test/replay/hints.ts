/** A life whose receiver gathers hints, as in production. */
import { HELD_MS } from '../../src/service/receiver/openReceiver';
import { asks, type Shape } from './shape';

export const hints: Record<string, Shape> = {
  'hints-in-one-signal': {
    heldMs: HELD_MS,
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(2, 8, 30);
      sandbox.customerWrites(customer, 'Aquí están');
      await at(2, 10);
      sandbox.agentSets(ticketId, 'closed');
      return ticketId;
    },
  },
};
