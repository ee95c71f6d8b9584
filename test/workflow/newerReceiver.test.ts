/** A receiver that was updated before its worker: it signals a kind of event that the worker's code does not know. */
import { describe, expect, it } from 'vitest';
import { ticketEvent } from '../../workflows/messages';
import { liveWorld } from '../support/liveWorld';

const { play } = liveWorld();
/** Temporal's own query, by which its UI reads the current details. */
const METADATA = '__temporal_workflow_metadata';

describe('a receiver newer than its worker', () => {
  it(
    'K6 its event is kept and reported, the ticket is read, and the reminder goes out',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 11:00');
      s.replies();
      s.sets('pending', { webhook: false });
      await s.at('Mon 12:00');
      const run = s.run();
      const newer = { type: 'customerCalled', id: 'call 1', minutes: 7 };
      await run.signal(ticketEvent, newer as never);
      await s.settled();
      expect((await s.conversation()).kept).toEqual([newer]);
      const { currentDetails } = await run.query<{ currentDetails: string }>(METADATA);
      expect(currentDetails).toMatch(/newer release.*"customerCalled".*Update the workers/);
      await s.at('Tue 12:00');
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      expect((await s.conversation()).kept).toEqual([newer]);
      const { events = [] } = await run.fetchHistory();
      expect((events ?? []).filter((it) => it.workflowTaskFailedEventAttributes)).toEqual([]);
      expect((await run.describe()).status.name).toBe('RUNNING');
    }),
  );
});
