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
        expect.stringContaining('Mensaje «incident» enviado por WhatsApp (plantilla consulta_incidencia)'),
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

  for (const [what, phone, why] of [
    ['no phone', undefined, 'no tiene teléfono'],
    ['an invalid phone', '+34 12', 'no es válido'],
  ] as const) {
    it(
      `P4 sends nothing to a requester with ${what}, and says why`,
      play(
        async (s) => {
          await s.at('Mon 10:00');
          asks(s);
          await s.at('Mon 11:00');
          expect(s.received()).toEqual([]);
          expect(s.notes()).toEqual([expect.stringContaining(why)]);
          expect(s.ticket().action).toBeUndefined();
        },
        { name: 'Ana Ruiz', ...(phone && { phone }) },
      ),
    );
  }

  it(
    'P4 sends nothing to a customer who opted out, and says why',
    play(async (s) => {
      await s.at('Mon 10:00');
      s.sandbox.setOptOut(s.customer);
      asks(s);
      await s.at('Mon 11:00');
      expect(s.received()).toEqual([]);
      expect(s.notes()).toEqual([expect.stringContaining('STOP')]);
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

  it(
    'rule 5: STOP, alone in a message, ends every outreach and is stored on the user',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 11:00');
      s.replies();
      s.sets('pending');
      await s.at('Mon 12:00');
      s.writes('stop');
      await s.at('Mon 12:10');
      expect(s.notes()).toEqual([expect.stringContaining('STOP')]);
      s.replies('De acuerdo');
      s.sets('pending');
      await s.at('Thu 12:00');
      expect(s.received()).toEqual([]);
      asks(s);
      await s.at('Thu 12:10');
      expect(s.received()).toEqual([]);
      expect(s.notes()).toEqual([expect.stringContaining('STOP')]);
    }),
  );
});
