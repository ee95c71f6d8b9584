import { describe, expect, it } from 'vitest';
import { createPauses, endPause, readPause, startPause } from '../../src/temporal/pause';
import { projectFile } from '../support/configuration';
import { liveWorld } from '../support/liveWorld';

const { play, world } = liveWorld();
const REMINDER = 'template consulta_pendiente';
const REOPENING = 'WhatsApp::Reabrir conversación';
const own = (note: string): boolean => !note.includes('El cliente espera respuesta');

const client = () => world().time.client;
const account = () => world().sandbox.account;
/** As `ventana pause` and `ventana resume` do it. */
const pause = () => startPause(client(), account(), { since: world().time.now(), by: { role: 'operator' } });
const resume = () => endPause(client(), account(), world().time.now());

describe('a pause', () => {
  it(
    'X1 stops reminders and macros, X2 tells the agent once, X3 and lets go on what is still wanted',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 10:30');
      await pause();
      await s.at('Tue 12:00');
      s.applies(REOPENING);
      await s.at('Tue 15:00');
      expect(s.received()).toEqual([]);
      expect(s.notes().filter(own)).toEqual([
        expect.stringMatching(/^Tue 12:00 Mensaje de reapertura en espera: los envíos por WhatsApp están en pausa/),
      ]);
      expect(await resume()).toBe(true);
      await s.at('Tue 16:00');
      expect(await readPause(client(), account())).toBeUndefined();
      // One message: what the agent asked for. The reminder's time begins again after it.
      expect(s.received()).toEqual(['Tue 15:00 template consulta_reabierta']);
      expect(s.notes().filter(own)).toHaveLength(2);
      await s.at('Wed 15:30');
      expect(s.received()).toEqual(['Tue 15:00 template consulta_reabierta', `Wed 15:00 ${REMINDER}`]);
    }),
  );
});

describe('the switch of the administrators', () => {
  it(
    'X6 an administrator pauses and resumes with a macro on any ticket; X7 an agent gets a note',
    play(async (s) => {
      const { sandbox } = s;
      sandbox.addMacro({ title: 'Pausar', action: 'whatsapp_action_pause' });
      sandbox.addMacro({ title: 'Reanudar', action: 'whatsapp_action_resume' });
      await s.pending();
      await s.at('Mon 12:00');
      const other = sandbox.addTicket({ requester: s.customer, channel: 'email', subject: 'Interno' });
      sandbox.agentAppliesMacro(other, 'Pausar');
      await s.at('Mon 12:05');
      expect(await readPause(client(), account())).toBeUndefined();
      expect(s.notes(other)).toEqual([
        expect.stringMatching(/^Mon 12:00 No se ha cambiado nada: solo un administrador/),
      ]);

      sandbox.agentAppliesMacro(other, 'Pausar', { as: 'admin' });
      await s.at('Mon 12:10');
      expect(await readPause(client(), account())).toMatchObject({ by: { role: 'admin' }, reason: `ticket ${other}` });
      expect(sandbox.ticket(other).action).toBeUndefined();
      await s.at('Tue 15:00');
      expect(s.received()).toEqual([]);

      const stale = createPauses(client(), account(), () => world().time.now());
      await stale.set({ ticketId: other, paused: false, by: '902', askedAt: s.instant('Mon 12:00') });
      expect(await readPause(client(), account())).toBeDefined();

      sandbox.agentAppliesMacro(other, 'Reanudar', { as: 'admin' });
      await s.at('Tue 15:10');
      expect(await readPause(client(), account())).toBeUndefined();
      expect(s.received()).toEqual([`Tue 15:00 ${REMINDER}`]);
      expect(s.notes(other).slice(1)).toEqual([
        expect.stringMatching(/Envíos en pausa/),
        expect.stringMatching(/Envíos reanudados/),
      ]);
    }),
  );
});

describe('a policy that observes', () => {
  it(
    'X8 notes the reminder and what a macro asks for, X10 and nothing else; X12 sends neither when it becomes live',
    play(async (s) => {
      const live = projectFile('ventana.example.yaml');
      world().usePolicy(live.replace('mode: live', 'mode: observe'));
      try {
        await s.pending();
        await s.at('Tue 12:00');
        s.applies(REOPENING);
        await s.at('Tue 13:00');
        expect(s.notes().filter(own)).toEqual([
          'Tue 11:00 Recordatorio no enviado: Ventana está en modo de observación. Si no, lo habría enviado ahora por WhatsApp (plantilla consulta_pendiente).',
          'Tue 12:00 Mensaje de reapertura no enviado: Ventana está en modo de observación. Si no, lo habría enviado ahora por WhatsApp (plantilla consulta_reabierta).',
        ]);
        expect(s.ticket()).toMatchObject({ status: 'pending' });
        expect([s.ticket().window, s.ticket().action]).toEqual([undefined, undefined]);
      } finally {
        world().usePolicy(live);
      }
      await s.at('Thu 20:00');
      expect(s.received()).toEqual([]);
    }),
  );
});
