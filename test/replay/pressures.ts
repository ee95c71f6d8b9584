/** Lives under pressure: limits, lines, late turns, reports that contradict each other, a STOP that nobody stores. */
import { AUTOMATIC, EXAMPLE, RESCUING, asks, type Shape } from './shape';

const HOUR = 3_600_000;

export const pressures: Record<string, Shape> = {
  // D7: the reminder fails, and is on the phone half a minute later.
  'arrived-after-failure': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(1, 10, 30);
      sandbox.refuseDeliveries({ customer, code: 131000, arrives: true });
      await at(2, 10);
      return ticketId;
    },
  },
  // F13: the agent was told of a late reply; once the customer has written, nobody tells of it again.
  'late-told-once': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 11);
      sandbox.agentReplies(ticketId, 'Perdone el retraso');
      await at(1, 12);
      sandbox.customerWrites(customer, 'Sigo aquí');
      await at(1, 13);
      asks(sandbox, ticketId);
      await at(3, 10);
      return ticketId;
    },
  },
  // K20: the ticket cannot be read for an hour, while the customer's next message waits to be heard.
  'not-readable': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(0, 12);
      const effect = { kind: 'respond', status: 500 } as const;
      sandbox.failRequests({ vendor: 'zendesk', method: 'GET', path: /tickets/, until: sandbox.now() + HOUR, effect });
      sandbox.customerWrites(customer, 'Aquí están');
      await at(0, 14);
      asks(sandbox, ticketId);
      await at(2, 10);
      return ticketId;
    },
  },
  // R2, R5: a reply fails in an open window, and is told of once that has closed; it is withdrawn, and the next one is not.
  'rescued-at-closing': {
    policy: RESCUING,
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      sandbox.refuseDeliveries({ customer, code: 131047 });
      sandbox.agentReplies(ticketId, 'El jueves');
      await at(1, 10);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::No rescatar respuesta');
      await at(1, 11);
      sandbox.customerWrites(customer, 'Hola otra vez');
      await at(2, 12);
      sandbox.agentReplies(ticketId, 'El viernes');
      await at(2, 13);
      sandbox.customerWrites(customer, 'Sigo');
      await at(3, 10);
      return ticketId;
    },
  },
  // H8: the agent asks for what failed, and would be tried again tomorrow.
  'request-overtakes': {
    policy: RESCUING,
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 10);
      sandbox.agentReplies(ticketId, 'El jueves');
      sandbox.refuseDeliveries({ customer, code: 131049 });
      await at(1, 12);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Rescatar respuesta');
      await at(3, 10);
      return ticketId;
    },
  },
  // F10: the window closes in the evening, so the warning has its place in the hour before closing time.
  'warning-spread': {
    async play({ sandbox, customer, at }) {
      await at(0, 20);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(2, 10);
      return ticketId;
    },
  },
  // B3: our own budgets have no room for the ticket's reads and updates when they are wanted.
  'waits-in-line': {
    policy: EXAMPLE.replace('zendeskReadsPerMinute: 200', 'zendeskReadsPerMinute: 20').replace(
      'zendeskUpdatesPerMinute: 50',
      'zendeskUpdatesPerMinute: 2',
    ),
    async play({ sandbox, customer, at }) {
      await at(0, 20);
      const others = Array.from({ length: 15 }, (_, nth) =>
        sandbox.addCustomer({ name: 'Ana', phone: `+3460011${String(1_000 + nth)}` }),
      );
      for (const other of others) sandbox.customerWrites(other, 'Hola');
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(1, 10);
      for (const other of others) sandbox.customerWrites(other, 'Hola otra vez');
      sandbox.customerWrites(customer, 'Hola otra vez');
      await at(2, 10);
      return ticketId;
    },
  },
  // H11: the limit lets one template go out a day; the other ticket's turn comes too late.
  'turn-too-late': {
    policy: AUTOMATIC.replace('templatesPerDay: 250', 'templatesPerDay: 1'),
    async play({ sandbox, customer, at }) {
      const first = sandbox.addCustomer({ name: 'Ana', phone: '+34600110002' });
      await at(5, 10);
      sandbox.customerWrites(first, 'Hola');
      await at(5, 10, 12);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(9, 10);
      return ticketId;
    },
  },
  // O8: Zendesk refuses to store the STOP, and the chat goes on beyond what the run keeps.
  'stop-kept': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      const effect = { kind: 'respond', status: 403 } as const;
      sandbox.failRequests({ method: 'PUT', path: /users/, until: sandbox.now() + 30 * HOUR, effect });
      await at(0, 10);
      sandbox.customerWrites(customer, 'STOP');
      for (let minute = 1; minute < 36; minute++) {
        await at(0, 10, minute);
        sandbox.customerWrites(customer, 'Otra cosa');
        sandbox.agentReplies(ticketId, 'Dígame');
      }
      asks(sandbox, ticketId);
      await at(3, 10);
      return ticketId;
    },
  },
  // O9: the customer blocks the number, a person clears the box, and they block it again.
  'blocked-again': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 10);
      sandbox.customerBlocks(customer);
      await at(0, 11);
      sandbox.setOptOut(customer, false);
      asks(sandbox, ticketId);
      await at(0, 12);
      sandbox.customerBlocks(customer);
      await at(2, 10);
      return ticketId;
    },
  },
  // O11: only a webhook reports the block: messages are held, a note asks. Then an agent ticks the box.
  'block-not-shown': {
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 10);
      sandbox.customerBlocks(customer, false);
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(2, 10);
      sandbox.setOptOut(customer, true);
      sandbox.agentReplies(ticketId, '¿Nos oye?');
      await at(2, 11);
      return ticketId;
    },
  },
};
