/** The tickets' lives of which a history is kept, each with something in it that the others do not have. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Customer, Sandbox, SandboxOptions } from '../../sandbox';
import type { World } from '../../simulation/world';
import { turnsWorkflowId } from '../../workflows/messages';
import { sweepId } from '../../workflows/sweepMessages';
import { sweepByHand } from '../support/sweeping';

export const EXAMPLE = readFileSync(resolve(__dirname, '../../ventana.example.yaml'), 'utf8');
const AUTOMATIC = EXAMPLE.replace('mode: agent', 'mode: automatic');

interface Scene {
  world: World;
  sandbox: Sandbox;
  customer: Customer;
  at: (day: number, hour: number, minute?: number) => Promise<void>;
}

interface Shape {
  policy?: string;
  sandbox?: Partial<SandboxOptions>;
  /** Another workflow than the ticket's. */
  workflowId?: (account: string) => string;
  /** Plays one ticket and gives its id. */
  play(scene: Scene): Promise<string>;
}

const LOST = { webhook: false } as const;

function asks(sandbox: Sandbox, ticketId: string): void {
  sandbox.agentReplies(ticketId, '¿Más datos?');
  sandbox.agentSets(ticketId, 'pending');
}

export const shapes: Record<string, Shape> = {
  'follow-up-answered': {
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
