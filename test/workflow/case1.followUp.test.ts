import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';

const { play, world } = liveWorld();
/** F10's, which the same stories bring about. */
const notAWarning = (note: string): boolean => !note.includes('El cliente espera respuesta');
const REMINDER = 'template consulta_pendiente';

describe('case 1: follow-up of a pending ticket', () => {
  it(
    "F1 reminds once, by template, 24 hours after the agent's last reply; F3 is open again when the customer answers it",
    play(async (s) => {
      await s.pending();
      await s.at('Thu 08:30');
      expect(s.received()).toEqual([`Tue 11:00 ${REMINDER}`]);
      expect(s.notes()).toEqual([
        expect.stringMatching(
          /^Tue 11:00 Recordatorio enviado por WhatsApp \(plantilla consulta_pendiente\)\. Si .*\n\n> Hola .*, te escribimos por tu consulta/,
        ),
      ]);
      expect(s.ticket()).toMatchObject({ status: 'pending', window: 'whatsapp_window_closed' });
      s.writes('Perdón, aquí está');
      await s.at('Thu 09:00');
      expect(s.ticket().status).toBe('open');
      expect(s.closesAt()).toBe('Fri 08:30');
      const conversation = await s.conversation();
      expect(conversation.messages.map(({ by }) => by)).toEqual(['customer', 'agent', 'ventana', 'customer']);
    }),
  );

  it(
    'F8 waits for the end of quiet hours',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 22:30');
      s.replies();
      s.sets('pending');
      await s.at('Wed 20:00');
      expect(s.received()).toEqual([`Wed 08:00 ${REMINDER}`]);
    }),
  );

  it(
    'F12 sees an answer whose webhook was lost: no reminder, ticket open',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 08:30');
      world().sandbox.failWebhooks({ times: 10, effect: { kind: 'drop' } });
      s.writes('Aquí están');
      await s.at('Tue 10:00');
      world().sandbox.clearFaults();
      await s.at('Wed 07:00');
      expect(s.received()).toEqual([]);
      expect(s.ticket().status).toBe('open');
      expect(s.closesAt()).toBe('Wed 08:30');
    }),
  );

  it(
    'F13 tells the agent at once that a message sent too late did not arrive, and does not remind',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Tue 11:00');
      s.replies();
      s.sets('pending');
      await s.at('Tue 11:05');
      expect(s.notes().filter(notAWarning)).toEqual([
        expect.stringMatching(/^Tue 11:00 Tu mensaje no ha llegado al cliente.*«WhatsApp::Rescatar respuesta»/),
      ]);
      expect(s.ticket().window).toBe('whatsapp_window_closed');
      await s.at('Fri 20:00');
      expect(s.received()).toEqual([]);
      expect(s.notes().filter(notAWarning)).toHaveLength(1);
    }),
  );
});
