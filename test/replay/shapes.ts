/** The tickets' lives of which a history is kept, each with something in it that the others do not have. */
import { AUTOMATIC, EXAMPLE, LOST, RESCUING, asks, followUpAnswered, type Shape } from './shape';
import { budgets } from './budgets';
import { hints } from './hints';
import { lanes } from './lanes';
import { pauses } from './pauses';
import { silences } from './silences';
import { onTheWay } from './onTheWay';
import { outcomes } from './outcomes';
import { pressures } from './pressures';
import { troubles } from './troubles';

export const shapes: Record<string, Shape> = {
  'follow-up-answered': { play: followUpAnswered },
  // The conversation is merged into another one while the ticket waits for its reminder.
  'merged-away': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      const same = sandbox.addCustomer({ name: 'Ana G.', phone: '+34600110003' });
      sandbox.customerWrites(same, 'Hola', LOST);
      await at(0, 11);
      sandbox.agentReplies(ticketId, '¿Más datos?');
      sandbox.agentSets(ticketId, 'pending');
      await at(0, 12);
      sandbox.mergeCustomers(same, customer);
      await at(2, 8, 30);
      sandbox.agentSets(ticketId, 'closed');
      await at(2, 10);
      return ticketId;
    },
  },
  'answer-webhook-lost': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(1, 8, 30);
      sandbox.failWebhooks({ times: 10, effect: { kind: 'drop' } });
      sandbox.customerWrites(customer, 'Aquí están');
      await at(1, 10);
      sandbox.clearFaults();
      await at(3, 10);
      return ticketId;
    },
  },
  // Each message moves the window's end: first a little, then by more than an hour.
  'several-in-a-row': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 9, 30);
      sandbox.customerWrites(customer, 'Hola otra vez');
      await at(0, 11);
      sandbox.customerWrites(customer, 'Hola, sigo esperando');
      await at(0, 12);
      sandbox.agentReplies(ticketId, '¿Más datos?');
      sandbox.agentSets(ticketId, 'pending');
      await at(2, 10);
      return ticketId;
    },
  },
  'late-reply': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 11);
      sandbox.agentReplies(ticketId, 'Perdone el retraso');
      sandbox.agentSets(ticketId, 'pending');
      await at(2, 10);
      return ticketId;
    },
  },
  'reopening-by-macro': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 9, 40);
      sandbox.customerWrites(customer, 'Sigo aquí');
      await at(7, 10);
      return ticketId;
    },
  },
  // The fields are written before the macro's outcome, which then meets a changed ticket once.
  'conflict-read-at-once': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.failRequests({
        method: 'PUT',
        path: `/tickets/${ticketId}$`,
        body: /"comment"/,
        effect: { kind: 'respond', status: 409, body: { error: 'UpdateConflict' } },
      });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 10);
      return ticketId;
    },
  },
  'reopening-automatic': {
    policy: AUTOMATIC,
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 10);
      return ticketId;
    },
  },
  'proactive-by-notification': {
    async play({ sandbox, customer, at }) {
      await at(0, 10);
      const ticketId = sandbox.addTicket({ requester: customer, channel: 'email', subject: 'Retraso' });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Avisar de incidencia');
      await at(0, 11);
      sandbox.agentSets(ticketId, 'pending');
      await at(0, 12);
      sandbox.customerWrites(customer, 'Gracias');
      await at(0, 13);
      return ticketId;
    },
  },
  'response-lost': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.failRequests({ vendor: 'sunshine', method: 'POST', path: /messages$/, effect: { kind: 'loseResponse' } });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(7, 10);
      return ticketId;
    },
  },
  'opt-out': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 10);
      sandbox.customerWrites(customer, 'STOP');
      await at(0, 11);
      sandbox.agentSets(ticketId, 'solved');
      await at(9, 10);
      return ticketId;
    },
  },
  // Said twice; then a person clears the box: the reminder goes out, the old STOP notwithstanding.
  'opt-out-cleared': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 10);
      sandbox.customerWrites(customer, 'STOP');
      await at(0, 10, 10);
      sandbox.customerWrites(customer, 'Stop');
      await at(0, 10, 30);
      sandbox.setOptOut(customer, false);
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(2, 10);
      return ticketId;
    },
  },
  'marketing-opt-out': {
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.refuseDeliveries({ customer, code: 131050, times: 1 });
      const ticketId = sandbox.addTicket({ requester: customer, channel: 'email', subject: 'Retraso' });
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Avisar de incidencia');
      await at(7, 10);
      return ticketId;
    },
  },
  // A trigger and a bot after each message, a customer message that was long on its way, BAJA in reply to the reminder.
  'answered-by-bots': {
    sandbox: { autoReplies: ['trigger', 'bot'] },
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(0, 12);
      sandbox.customerWrites(customer, 'Lo que olvidé', { at: sandbox.now() - 90 * 60_000 });
      await at(0, 13);
      asks(sandbox, ticketId);
      await at(1, 14);
      sandbox.customerWrites(customer, 'Baja');
      await at(1, 15);
      return ticketId;
    },
  },
  // The ticket that takes the answer to a message which the ended one sent.
  'session-ended': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      sandbox.agentEndsSession(ticketId);
      await at(1, 12);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(1, 13);
      const { ticketId: later } = sandbox.customerWrites(customer, 'Aquí están');
      await at(1, 14);
      return later;
    },
  },
  // One reminder after it; the answer opens the ticket that asked once; then it is closed.
  'proactive-unanswered': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      sandbox.customerWrites(customer, 'Hola');
      const ticketId = sandbox.addTicket({ requester: customer, channel: 'email', subject: 'Retraso' });
      await at(1, 10);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Avisar de incidencia');
      await at(1, 11);
      sandbox.agentSets(ticketId, 'pending');
      await at(3, 10);
      sandbox.customerWrites(customer, 'Gracias');
      await at(3, 11);
      sandbox.agentSets(ticketId, 'pending');
      await at(3, 12);
      sandbox.customerWrites(customer, 'Otra cosa');
      await at(3, 13);
      sandbox.agentSets(ticketId, 'closed');
      await at(3, 14);
      return ticketId;
    },
  },
  // Solved without an answer to the agent's message, which has no reminder by default.
  'reopening-unanswered': {
    policy: EXAMPLE.replace('solveAfter: off', 'solveAfter: 48h'),
    async play({ sandbox, customer, at }) {
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(7, 9, 5);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      sandbox.agentSets(ticketId, 'pending');
      await at(10, 10);
      return ticketId;
    },
  },
  // Two late replies and a lost one of their webhooks; withdrawn, asked for again, and sent after the tap.
  'rescued-by-macro': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 11);
      sandbox.agentReplies(ticketId, 'El jueves');
      sandbox.agentReplies(ticketId, 'Por la tarde', LOST);
      await at(1, 11, 5);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Rescatar respuesta');
      await at(1, 12);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::No rescatar respuesta');
      await at(1, 13);
      sandbox.customerTaps(customer, { payload: 'RESCUE', text: 'Ver', as: 'postback' });
      await at(1, 14);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Rescatar respuesta');
      await at(1, 15);
      return ticketId;
    },
  },
  // The template by itself; a tap, whose words are of unknown outcome at first; pending, and the reminder of them.
  'rescued-automatically': {
    policy: RESCUING,
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 11);
      sandbox.agentReplies(ticketId, 'El jueves');
      await at(2, 10);
      sandbox.failRequests({ vendor: 'sunshine', method: 'POST', path: /messages$/, effect: { kind: 'loseResponse' } });
      sandbox.customerTaps(customer, { payload: 'RESCUE', text: 'Ver', as: 'message' });
      await at(2, 11);
      sandbox.agentSets(ticketId, 'pending');
      await at(4, 10);
      return ticketId;
    },
  },
  ...pauses,
  ...silences,
  ...outcomes,
  ...troubles,
  ...pressures,
  ...hints,
  ...lanes,
  ...budgets,
  ...onTheWay,
};
