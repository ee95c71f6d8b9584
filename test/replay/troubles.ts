/** Lives in which a vendor fails, and those of the two other workflows. */
import { turnsWorkflowId } from '../../workflows/messages';
import { sweepId } from '../../workflows/sweepMessages';
import { sweepByHand } from '../../simulation/sweeping';
import { AUTOMATIC, EXAMPLE, LOST, asks, type Shape } from './shape';

export const troubles: Record<string, Shape> = {
  // An outage delays the message, an unknown error comes, and then the account is held for a moment.
  'meta-outage': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.refuseDeliveries({ customer, code: 131000, times: 6 });
      sandbox.refuseDeliveries({ customer, code: 131999, times: 1, shape: 'sentence' });
      sandbox.refuseDeliveries({ customer, code: 190, times: 1, shape: 'graph' });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 14);
      return ticketId;
    },
  },
  // With `max: 2` and a first reminder that is refused at once, for good.
  'first-reminder-refused': {
    policy: EXAMPLE.replace('max: 1', 'max: 2'),
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      sandbox.agentReplies(ticketId, '¿Más datos?');
      sandbox.agentSets(ticketId, 'pending');
      sandbox.refuseDeliveries({ customer, code: 131026, how: 'request' });
      await at(3, 10);
      return ticketId;
    },
  },
  // Sunshine takes the message at the fourth attempt, and Zendesk does not take the STOP for an hour.
  'not-taken': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      const effect = { kind: 'respond', status: 500 } as const;
      sandbox.failRequests({ method: 'POST', path: /messages$/, times: 3, effect });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 10);
      sandbox.failRequests({ method: 'PUT', path: /users/, times: 1, effect: { kind: 'respond', status: 403 } });
      sandbox.customerWrites(customer, 'STOP');
      await at(7, 12);
      return ticketId;
    },
  },
  // A 500 does not say whether the message went out; the next attempt surely sends nothing; then the customer writes.
  'doubt-stays': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      const path = /messages$/;
      const busy = { kind: 'respond', status: 429, headers: { 'retry-after': '240' } } as const;
      sandbox.failRequests({ method: 'POST', path, effect: { kind: 'respond', status: 500 } });
      // The decision and the send read the messages; what reads them next is the second attempt.
      sandbox.failRequests({ method: 'GET', path, times: 2, effect: { kind: 'slow', ms: 0 } });
      sandbox.failRequests({ method: 'GET', path, times: 9, effect: busy });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 9, 7);
      sandbox.clearFaults();
      sandbox.customerWrites(customer, '¿Hola?');
      await at(7, 14);
      return ticketId;
    },
  },
  'solved-unanswered': {
    policy: EXAMPLE.replace('solveAfter: off', 'solveAfter: 48h'),
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(4, 9);
      sandbox.customerWrites(customer, 'Aquí están');
      await at(4, 10);
      return ticketId;
    },
  },
  'found-by-sweep': {
    async play({ sandbox, customer, at, world }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola', LOST);
      await at(0, 11);
      sandbox.agentReplies(ticketId, '¿Más datos?', LOST);
      sandbox.agentSets(ticketId, 'pending', LOST);
      const previous = await sweepByHand(world);
      await at(2, 8, 30);
      sandbox.customerWrites(customer, 'Aquí están', LOST);
      await sweepByHand(world, { previous });
      await at(2, 10);
      return ticketId;
    },
  },
  // A gateway's 502 hides that the message went out, and the customer answers before it is tried again.
  'answered-behind-a-502': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.failRequests({
        method: 'POST',
        path: /messages$/,
        effect: { kind: 'failAfter', status: 502 },
        onAnswered: () => void sandbox.customerWrites(customer, 'Aquí estoy'),
      });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 10);
      return ticketId;
    },
  },
  // Nobody knows whether the notification went out, until the customer answers it.
  'notification-turned-up': {
    async play({ sandbox, customer, at }) {
      await at(0, 10);
      const ticketId = sandbox.addTicket({ requester: customer, channel: 'email', subject: 'Retraso' });
      sandbox.failRequests({ method: 'POST', path: /notifications$/, effect: { kind: 'loseResponse' } });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Avisar de incidencia');
      await at(0, 12);
      sandbox.customerWrites(customer, 'Gracias');
      await at(0, 13);
      return ticketId;
    },
  },
  turns: {
    policy: AUTOMATIC,
    workflowId: turnsWorkflowId,
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 10);
      const asking = sandbox.addTicket({ requester: customer, channel: 'email', subject: 'Retraso' });
      sandbox.agentAppliesMacro(asking, 'WhatsApp::Avisar de incidencia');
      await at(7, 11);
      return ticketId;
    },
  },
  // The customer answers in the minute between the request and the turn.
  'turn-withdrawn': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(1, 10, 59);
      sandbox.customerWrites(customer, 'Aquí están');
      await at(1, 12);
      return ticketId;
    },
  },
  // WhatsApp has paused the template: one ticket finds out, the other one waits.
  'turns-held': {
    workflowId: turnsWorkflowId,
    async play({ sandbox, customer, at }) {
      const other = sandbox.addCustomer({ name: 'Ana', phone: '+34600110002' });
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      const { ticketId: waiting } = sandbox.customerWrites(other, 'Hola');
      await at(7, 9, 5);
      sandbox.refuseDeliveries({ code: 132015, times: 1 });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 9, 6);
      sandbox.agentAppliesMacro(waiting, 'WhatsApp::Reabrir conversación');
      await at(7, 10);
      return ticketId;
    },
  },
  // Three pages, a pause that Zendesk asks for, a run started, one told, and the round.
  sweep: {
    sandbox: { exportPageSize: 1 },
    workflowId: sweepId,
    async play({ sandbox, customer, at, world }) {
      await at(0, 9);
      sandbox.addTicket({ requester: customer, channel: 'email', subject: 'Factura' });
      const other = sandbox.addCustomer({ name: 'Ana', phone: '+34600110002' });
      sandbox.customerWrites(other, 'Hola');
      await at(0, 10);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola', LOST);
      const effect = { kind: 'respond', status: 429, headers: { 'retry-after': '45' } } as const;
      sandbox.failRequests({ path: /incremental/, effect });
      await sweepByHand(world);
      return ticketId;
    },
  },
};
