/** Lives under pressure: limits, lines, late turns, reports that contradict each other, a STOP that nobody stores. */
import { AUTOMATIC, EXAMPLE, asks, type Shape } from './shape';

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
};
