/** A ticket that an agent silences before its reminder, and lets go on. */
import { type Shape, asks } from './shape';

export const silences: Record<string, Shape> = {
  'silenced-and-lifted': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(0, 15);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Silenciar este ticket');
      await at(1, 12);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Levantar el silencio');
      await at(1, 13);
      return ticketId;
    },
  },
};
