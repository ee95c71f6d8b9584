import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';
import { sweepByHand } from '../../simulation/sweeping';

const REMINDER = 'template consulta_pendiente';
const LOST = { webhook: false } as const;

describe('the sweep, when every webhook was lost', () => {
  const { play, world } = liveWorld();

  it(
    'S1 starts the run of a pending ticket, which then reminds as if nothing had been lost',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes('Hola', LOST);
      await s.at('Mon 11:00');
      s.replies('¿Más datos?', LOST);
      s.sets('pending', LOST);
      await s.at('Mon 11:05');
      await expect(s.conversation()).rejects.toThrow(/not found/);
      expect(await sweepByHand(world())).toMatchObject({ started: 1 });
      const conversation = await s.conversation();
      expect(conversation).toMatchObject({ stage: 'watching', truth: { ticket: { status: 'pending' } } });
      expect(conversation.messages.map(({ by }) => by)).toEqual(['customer', 'agent']);
      await s.at('Thu 12:00');
      expect(s.received()).toEqual([`Tue 11:00 ${REMINDER}`]);
    }),
  );

  it(
    "S2 tells the run of a ticket about the customer's answer",
    play(async (s) => {
      await s.pending();
      await s.at('Mon 15:00');
      s.writes('Aquí los datos', LOST);
      await s.at('Mon 15:05');
      expect((await s.conversation()).messages.at(-1)?.by).toBe('agent');
      expect(await sweepByHand(world())).toMatchObject({ started: 0 });
      expect(await s.conversation()).toMatchObject({ truth: { ticket: { status: 'open' } } });
      expect((await s.conversation()).messages.at(-1)?.by).toBe('customer');
      await s.settled();
      expect(s.closesAt()).toBe('Tue 15:00');
      await s.at('Wed 20:00');
      expect(s.received()).toEqual([]);
    }),
  );

  it(
    'S5 ends the run of a ticket that was closed or deleted',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      const other = s.sandbox.addCustomer({ name: 'Luis', phone: '+34600220002' });
      const { ticketId: deleted } = s.sandbox.customerWrites(other, 'Hola');
      await s.at('Mon 11:00');
      s.sets('closed', LOST);
      s.sandbox.deleteTicket(deleted);
      await sweepByHand(world());
      expect(await s.conversation()).toMatchObject({ stage: 'ended', reason: 'closed' });
      expect(await s.conversation(deleted)).toMatchObject({ stage: 'ended', reason: 'deleted' });
    }),
  );

  it(
    'S3 looks at every open run within half a day, whether or not Zendesk says that it changed',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 10:00');
      const first = await sweepByHand(world());
      // A message in an open ticket: Zendesk's ticket stays as it was.
      s.writes('¿Hola?', LOST);
      const { roundTakenAt: _notKnown, ...earlier } = first;
      const second = await sweepByHand(world(), { previous: earlier, everyMs: 0 });
      expect((await s.conversation()).messages).toHaveLength(1);
      // Late by half a day: the whole round is due.
      await sweepByHand(world(), {
        previous: { ...second, roundTakenAt: s.instant('Sun 22:00') - 7 * 24 * 3_600_000 },
      });
      expect((await s.conversation()).messages).toHaveLength(2);
    }),
  );
});
