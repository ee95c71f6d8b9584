import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';

describe('with limits.templatesPerDay: 2', () => {
  const { play } = liveWorld({ policy: [['templatesPerDay: 250', 'templatesPerDay: 2']] });
  const MACRO = 'WhatsApp::Avisar de incidencia';

  it(
    'rule 10: refuses what a macro asks for at the limit, says so, and tells people before',
    play(async (s) => {
      await s.at('Mon 10:00');
      const tickets = ['Ana', 'Luis', 'Eva'].map((name, index) => {
        const requester = s.sandbox.addCustomer({ name, phone: `+34600220${index}00` });
        return { requester, ticketId: s.sandbox.addTicket({ requester, channel: 'email', subject: 'Retraso' }) };
      });
      for (const { ticketId } of tickets) {
        s.sandbox.agentAppliesMacro(ticketId, MACRO);
        await s.settled();
      }
      await s.at('Mon 10:05');
      expect(tickets.map(({ requester }) => s.received(requester).length)).toEqual([1, 1, 0]);
      expect(s.notes(tickets[2]!.ticketId)).toEqual([
        expect.stringContaining('ha llegado a su límite de 2 plantillas'),
      ]);
      for (const { ticketId } of tickets) s.sandbox.agentSets(ticketId, 'closed');
    }),
  );
});
