/** Since rules 11: what fails on the way, and what the notes and the account's turns say of it. */
import type { Shape } from './shape';

export const onTheWay: Record<string, Shape> = {
  // R12: the words of a rescued reply fail, but only for now.
  'words-fail-for-now': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 11);
      sandbox.agentReplies(ticketId, 'El jueves');
      await at(1, 11, 5);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Rescatar respuesta');
      await at(2, 10);
      sandbox.refuseDeliveries({ customer, code: 131000, times: 1 });
      sandbox.customerTaps(customer, { payload: 'RESCUE', text: 'Ver', as: 'postback' });
      await at(2, 12);
      return ticketId;
    },
  },
  // L6: no vendor takes the probe of a hold for minutes.
  'probe-is-late': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.refuseDeliveries({ customer, code: 132015, times: 1 });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 9, 7);
      sandbox.failRequests({ method: 'POST', path: /messages$/, times: 5, effect: { kind: 'respond', status: 503 } });
      await at(7, 11);
      return ticketId;
    },
  },
};
