import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';

const TEMPLATE = 'template consulta_reabierta';
const { play } = liveWorld({ policy: [['mode: agent', 'mode: automatic']] });

describe('case 2, automatic', () => {
  it(
    'H3 applies the macro to the ticket and sends the template when the office opens',
    play(async (s) => {
      await s.at('Sat 10:12');
      s.writes();
      await s.at('next Wed 20:00');
      expect(s.received()).toEqual([`Mon 09:00 ${TEMPLATE}`]);
      expect(s.notes()).toEqual([
        expect.stringMatching(/^Mon 09:00 Escribió fuera de horario.*\n\nMensaje de reapertura enviado/),
      ]);
      expect(s.ticket()).toMatchObject({ window: 'whatsapp_window_closed' });
      expect(s.ticket().action).toBeUndefined();
    }),
  );

  it(
    'H5 waits for the day after a holiday',
    play(async (s) => {
      const monday = new Date(s.instant('next Mon 12:00')).toISOString().slice(0, 10);
      s.sandbox.setHolidays([{ name: 'Fiesta', start_date: monday, end_date: monday }]);
      await s.at('Fri 17:20');
      await s.at('Fri 17:30');
      s.writes();
      await s.at('next Wed 20:00');
      s.sandbox.setHolidays([]);
      expect(s.received()).toEqual([`Tue 09:00 ${TEMPLATE}`]);
    }),
  );
});
