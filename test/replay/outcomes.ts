/** Since rules 6: what the fields say of a warned window and of our last message. */
import { asks, type Shape } from './shape';

export const outcomes: Record<string, Shape> = {
  // Z21: the warning marks the window, and the agent's answer takes the mark away. Z24: a reminder, then its answer.
  'warned-then-answered': {
    async play({ sandbox, customer, at }) {
      await at(0, 10);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 8, 30);
      asks(sandbox, ticketId);
      await at(2, 10);
      sandbox.customerWrites(customer, 'Aquí están');
      await at(2, 12);
      return ticketId;
    },
  },
  // Z22, Z23, Z24: a proactive message by its title, its note with the words, and its outcome.
  'proactive-with-outcome': {
    async play({ sandbox, customer, at }) {
      await at(0, 10);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 11);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Avisar de incidencia');
      await at(1, 12);
      sandbox.customerWrites(customer, 'Gracias');
      await at(1, 13);
      return ticketId;
    },
  },
  // J48, rules 8: our message fails for good, the agent's words are lost too, and the customer's own message settles both.
  'failed-then-settled': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.refuseDeliveries({ customer, code: 131026, times: 1 });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 10);
      sandbox.agentReplies(ticketId, 'El jueves');
      await at(7, 11);
      sandbox.customerWrites(customer, '¿Hola?');
      await at(7, 12);
      return ticketId;
    },
  },
};
