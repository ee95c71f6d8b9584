import { describe, expect, it } from 'vitest';
import { liveWorld, type Story } from '../support/liveWorld';

const MACRO = 'WhatsApp::Avisar de incidencia';
const TEMPLATE = 'template consulta_incidencia';
const { play } = liveWorld();

const asks = (s: Story, channel = 'email'): void => {
  s.ticketId = s.sandbox.addTicket({ requester: s.customer, channel, subject: 'Retraso del pedido' });
  s.applies(MACRO);
};

describe('case 3: the agent needs to contact the customer', () => {
  it(
    'P1 P3 writes into the conversation of the requester, and each ticket gets a link to the other when they answer',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      const older = s.ticketId;
      s.sets('solved');
      await s.at('Wed 10:00');
      asks(s);
      await s.at('Wed 10:01');
      expect(s.received()).toEqual([`Wed 10:00 ${TEMPLATE}`]);
      s.sets('pending');
      await s.at('Wed 12:00');
      s.writes('Gracias por avisar');
      await s.at('Wed 12:10');
      expect(s.ticket().status).toBe('open');
      expect(s.notes()).toEqual([
        expect.stringContaining('Mensaje «Avisar de incidencia» enviado por WhatsApp (plantilla consulta_incidencia)'),
        expect.stringContaining(`/agent/tickets/${older}`),
      ]);
      expect(s.notes(older).filter((it) => it.includes(`/agent/tickets/${s.ticketId}`))).toHaveLength(1);
      s.sandbox.agentSets(older, 'closed');
    }),
  );

  it(
    'P2 P3 notifies the phone number of a requester without a conversation; the answer opens the ticket that asked',
    play(async (s) => {
      await s.at('Mon 10:00');
      asks(s);
      await s.at('Mon 10:01');
      expect(s.received()).toEqual([`Mon 10:00 ${TEMPLATE}`]);
      s.sets('pending');
      const asking = s.ticketId;
      await s.at('Mon 12:00');
      const { ticketId: opened } = s.sandbox.customerWrites(s.customer, 'Vale, gracias');
      await s.at('Mon 12:10');
      expect(opened).not.toBe(asking);
      expect(s.sandbox.ticket(asking).status).toBe('open');
      expect(s.notes(asking).filter((it) => it.includes(`/agent/tickets/${opened}`))).toHaveLength(1);
      expect(s.notes(opened).filter((it) => it.includes(`/agent/tickets/${asking}`))).toHaveLength(1);
      s.sandbox.agentSets(opened, 'closed');
    }),
  );

  it(
    'P4 sends nothing to a requester with no phone or an invalid one, and says why',
    play(async (s) => {
      await s.at('Mon 10:00');
      for (const [phone, why] of [
        [undefined, 'no tiene teléfono'],
        ['+34 12', 'no es válido'],
      ] as const) {
        const requester = s.sandbox.addCustomer({ name: 'Luis Gil', ...(phone && { phone }) });
        s.ticketId = s.sandbox.addTicket({ requester, channel: 'email', subject: 'Retraso del pedido' });
        s.applies(MACRO);
        await s.settled();
        expect(s.received(requester)).toEqual([]);
        expect(s.notes()).toEqual([expect.stringContaining(why)]);
        expect(s.ticket().action).toBeUndefined();
        s.sets('closed');
      }
    }),
  );

  it(
    'P5 notes that the number is not on WhatsApp, and does not try again',
    play(
      async (s) => {
        await s.at('Mon 10:00');
        asks(s);
        await s.at('Tue 20:00');
        expect(s.received()).toEqual([]);
        expect(s.notes().at(-1)).toContain('131026');
        const sends = s.sandbox
          .requests()
          .filter((it) => it.path.endsWith('/notifications') && it.at >= s.instant('Mon 10:00'));
        expect(sends).toHaveLength(1);
      },
      { name: 'Ana Ruiz', phone: '+34600999888', onWhatsApp: false },
    ),
  );
});
