/** A trigger, a bot, an AI agent and a system message after each message of the customer; and a session that ends. */
import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';

const { play } = liveWorld({
  sandbox: { autoReplies: ['trigger', 'bot', 'activity', 'ai'] },
  policy: [['mode: agent', 'mode: automatic']],
});

describe('W1 automatic replies', () => {
  it(
    'H3, F10 and F1 hold as if they had not been sent',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 18:00');
      expect(s.notes()).toEqual([expect.stringMatching(/^Mon (16:[345]|17:[0123])\d .*ventana/)]);
      await s.at('Tue 08:00');
      s.writes();
      await s.at('Tue 11:00');
      s.replies();
      s.sets('pending');
      await s.at('Wed 12:00');
      expect(s.received()).toEqual(['Wed 11:00 template consulta_pendiente']);
      await s.at('Sat 10:12');
      s.writes();
      await s.at('next Mon 09:30');
      expect(s.received()).toEqual(['Wed 11:00 template consulta_pendiente', 'Mon 09:00 template consulta_reabierta']);
    }),
  );
});

describe('E1 E2 E3 a session that has ended', () => {
  it(
    'is not reminded of; what an agent asks for goes out, and the answer links old and new ticket',
    play(async (s) => {
      await s.pending();
      s.sandbox.agentEndsSession(s.ticketId);
      await s.at('Tue 12:00');
      expect(s.received()).toEqual([]);
      s.applies('WhatsApp::Reabrir conversación');
      await s.at('Tue 13:00');
      expect(s.received()).toEqual(['Tue 12:00 template consulta_reabierta']);
      const { ticketId: later } = s.sandbox.customerWrites(s.customer, 'Aquí están');
      await s.at('Tue 14:00');
      expect(later).not.toBe(s.ticketId);
      expect(s.notes(later)).toContainEqual(expect.stringContaining(s.ticketId));
      expect(s.notes()).toContainEqual(expect.stringContaining(later));
      expect(s.ticket().status).toBe('pending');
    }),
  );
});
