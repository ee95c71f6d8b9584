import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';

const MACRO = 'WhatsApp::Reabrir conversación';
const TEMPLATE = 'template consulta_reabierta';

/** The clocks go back in Madrid on the last Sunday of October: the stories of this file begin in that week. */
const octoberEnd = (year: number): DateTime => {
  const last = DateTime.fromObject({ year, month: 10, day: 31 }, { zone: 'Europe/Madrid' });
  return last.minus({ days: last.weekday % 7 });
};
const now = DateTime.now();
const change = octoberEnd(now.plus({ weeks: 2 }) < octoberEnd(now.year) ? now.year : now.year + 1);
const { play } = liveWorld({ firstMonday: change.startOf('week') });

describe('case 2: the customer wrote outside office hours', () => {
  it(
    'H6 closes the window after 24 absolute hours when the clocks go back',
    play(async (s) => {
      await s.at('Sat 20:00');
      s.writes();
      await s.at('Sun 18:59');
      expect(s.closesAt()).toBe('Sun 19:00');
      expect(s.ticket().window).toBe('whatsapp_window_open');
      await s.at('Sun 19:11');
      expect(s.ticket().window).toBe('whatsapp_window_closed');
    }),
  );

  it(
    'H1 sends the template at once, and once, when the agent applies the macro; H2 is open when the customer answers',
    play(async (s) => {
      await s.at('Sat 10:12');
      s.writes();
      await s.at('next Mon 09:05');
      expect(s.received()).toEqual([]);
      s.applies(MACRO);
      s.sets('pending');
      await s.at('next Mon 18:40');
      expect(s.received()).toEqual([`Mon 09:05 ${TEMPLATE}`]);
      expect(s.notes()).toEqual([
        expect.stringMatching(
          /^Mon 09:05 Mensaje de reapertura enviado por WhatsApp \(plantilla consulta_reabierta\)\. Si .* se reabrirá\.\n\n> Hola /,
        ),
      ]);
      expect(s.ticket().action).toBeUndefined();
      s.writes('Aquí sigo');
      await s.at('next Mon 19:00');
      expect(s.ticket()).toMatchObject({ status: 'open', window: 'whatsapp_window_open' });
      expect(s.closesAt()).toBe('Tue 18:40');
    }),
  );

  it(
    'H4 sends the free-form text, not the template, while the window is open; nothing by itself',
    play(async (s) => {
      await s.at('Sun 20:00');
      s.writes();
      await s.at('next Mon 09:04');
      expect(s.received()).toEqual([]);
      await s.at('next Mon 09:05');
      s.applies(MACRO);
      await s.at('next Mon 09:06');
      expect(s.received()).toEqual([expect.stringMatching(/^Mon 09:05 text Hola Ana/)]);
      expect(s.notes()).toEqual([expect.stringContaining('(texto libre)')]);
    }),
  );

  it(
    'H1 rule 3 says that it was sent when an error hid that, and the customer answered before it was tried again',
    play(async (s) => {
      await s.at('Sat 10:12');
      s.writes();
      await s.at('next Mon 09:05');
      s.sandbox.failRequests({
        method: 'POST',
        path: /messages$/,
        effect: { kind: 'failAfter', status: 502 },
        onAnswered: () => s.writes('Aquí sigo'),
      });
      s.applies(MACRO);
      await s.at('next Mon 10:00');
      expect(s.received()).toEqual([`Mon 09:05 ${TEMPLATE}`]);
      expect(s.notes()).toEqual([expect.stringContaining('Mensaje de reapertura enviado por WhatsApp')]);
      expect(s.ticket().action).toBeUndefined();
    }),
  );
});
