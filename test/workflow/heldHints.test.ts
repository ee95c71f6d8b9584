/** What a ticket is told by a receiver in the process of its worker, which holds hints for a moment. */
import { describe, expect, it } from 'vitest';
import { HELD_MS } from '../../src/service/receiver/openReceiver';
import type { SingleEvent } from '../../workflows/core/events';
import { eventsOf } from '../support/historyEvents';
import { liveWorld } from '../support/liveWorld';

const { play } = liveWorld({ heldMs: HELD_MS });

const isOurs = (it: SingleEvent): boolean => it.type === 'messageSeen' && it.message.by === 'ventana';

describe('hints that are held', () => {
  it(
    'B12 a message that was sent here is not told, but its report is, and the note says what happened',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 12:00');
      const { hints } = eventsOf(await s.run().fetchHistory());
      expect(hints.filter(isOurs)).toEqual([]);
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      expect(hints).toContainEqual(expect.objectContaining({ type: 'delivered', arrived: true }));
      expect(s.notes()).toEqual([expect.stringMatching(/^Tue 11:00 Recordatorio enviado/)]);
    }),
  );

  it(
    'B12 a status that Zendesk tells of after the reading has found it is not told, and not read again',
    play(async (s) => {
      await s.pending();
      await s.at('Mon 15:00');
      const before = eventsOf(await s.run().fetchHistory());
      s.sandbox.failWebhooks({ event: 'status_changed', times: 1, effect: { kind: 'hold' } });
      s.writes('Aquí va');
      await s.settled();
      s.sandbox.releaseWebhooks();
      await s.at('Mon 15:05');
      const after = eventsOf(await s.run().fetchHistory());
      expect(await s.conversation()).toMatchObject({ truth: { ticket: { status: 'open' } } });
      expect(after.signals.slice(before.signals.length)).toEqual(['messageSeen']);
      expect(after.told).toHaveLength(before.told.length + 1);
    }),
  );
});
