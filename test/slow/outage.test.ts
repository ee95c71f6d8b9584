import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';

const TEMPLATE = 'template consulta_reabierta';
const { play } = liveWorld({ policy: [['mode: agent', 'mode: automatic']] });

describe('an outage', () => {
  it(
    'M3 H3 a Meta outage on Monday at 09:00 delays the message and loses nothing',
    play(async (s) => {
      await s.at('Sat 10:12');
      s.writes();
      await s.at('next Mon 08:00');
      s.sandbox.beginOutage({ code: 131000, shape: 'json', until: s.instant('next Mon 12:30') });
      await s.at('next Wed 20:00');
      expect(s.received()).toEqual([`Mon 13:03 ${TEMPLATE}`]);
      // The report of the failure may come before the note is written: then nobody has read that it was sent.
      const [sent, ...delayed] = s.notes();
      expect(sent).toContain('Mensaje de reapertura enviado');
      expect(delayed.length).toBeLessThanOrEqual(1);
      for (const note of delayed) expect(note).toMatch(/Mensaje de reapertura retrasado.*131000/);
    }),
  );
});
