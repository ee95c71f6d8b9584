/** What a ticket is told by a receiver in the process of its worker, which holds hints for a moment. */
import type { History } from '@temporalio/common/lib/proto-utils';
import { describe, expect, it } from 'vitest';
import { HELD_MS } from '../../src/service/receiver/openReceiver';
import type { SingleEvent, TicketEvent } from '../../workflows/core/events';
import { liveWorld } from '../support/liveWorld';

const { play } = liveWorld({ heldMs: HELD_MS });

/** The events of all signals, one by one. */
const toldIn = ({ events }: History): SingleEvent[] =>
  (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }): SingleEvent[] => {
    const text = Buffer.from(signal?.input?.payloads?.[0]?.data ?? []).toString();
    if (text === '') return [];
    const event = JSON.parse(text) as TicketEvent;
    return event.type === 'several' ? event.events : [event];
  });

const isOurs = (it: SingleEvent): boolean => it.type === 'messageSeen' && it.message.by === 'ventana';

describe('hints that are held', () => {
  it(
    'B12 a message that was sent here is not told, but its report is, and the note says what happened',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 12:00');
      const told = toldIn(await s.run().fetchHistory());
      expect(told.filter(isOurs)).toEqual([]);
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      expect(told).toContainEqual(expect.objectContaining({ type: 'delivered', arrived: true }));
      expect(s.notes()).toEqual([expect.stringMatching(/^Tue 11:00 Recordatorio enviado/)]);
    }),
  );
});
