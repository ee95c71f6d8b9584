/** What `test/workflow/sweep.test.ts` leaves out: longer stories of the sweep. */
import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';
import { sweepByHand } from '../../simulation/sweeping';
import { ticketWorkflowId } from '../../workflows/messages';

const REMINDER = 'template consulta_pendiente';
const LOST = { webhook: false } as const;

describe('the sweep, when every webhook was lost', () => {
  const { play, world } = liveWorld();

  it(
    'S1 has the message sent, once, that an agent asked for',
    play(async (s) => {
      await s.at('Sat 10:12');
      s.writes();
      await s.at('next Mon 09:05');
      s.sandbox.agentAppliesMacro(s.ticketId, 'WhatsApp::Reabrir conversación', LOST);
      const mail = s.sandbox.addTicket({ requester: s.customer, channel: 'email', subject: 'Retraso' });
      s.sandbox.agentAppliesMacro(mail, 'WhatsApp::Avisar de incidencia', LOST);
      await s.at('next Mon 09:10');
      expect(s.received()).toEqual([]);
      const first = await sweepByHand(world());
      await s.at('next Mon 09:30');
      await sweepByHand(world(), { previous: first });
      await s.at('next Mon 12:00');
      // By the first sweep, before the second: how long a sweep takes is not the same on every machine.
      expect(s.received().sort()).toEqual([
        expect.stringMatching(/^Mon 09:[12]\d template consulta_incidencia$/),
        expect.stringMatching(/^Mon 09:[12]\d template consulta_reabierta$/),
      ]);
      expect(s.ticket().action).toBeUndefined();
      s.sandbox.agentSets(mail, 'closed');
    }),
  );

  it(
    'S7 starts the run again that somebody terminated, and that of a deleted ticket that is restored',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      const other = s.sandbox.addCustomer({ name: 'Luis', phone: '+34600220003' });
      const { ticketId: deleted } = s.sandbox.customerWrites(other, 'Hola');
      await s.at('Mon 11:00');
      s.replies('¿Más datos?');
      s.sets('pending');
      s.sandbox.deleteTicket(deleted);
      await s.at('Mon 12:00');
      const first = await sweepByHand(world());
      expect(await s.conversation(deleted)).toMatchObject({ stage: 'ended', reason: 'deleted' });
      const account = s.sandbox.account;
      await world().time.client.workflow.getHandle(ticketWorkflowId(account, s.ticketId)).terminate('by mistake');
      s.sandbox.restoreTicket(deleted);
      await s.at('Mon 12:30');
      expect(await sweepByHand(world(), { previous: first })).toMatchObject({ looked: 0, started: 2 });
      expect(await s.conversation(deleted)).toMatchObject({ stage: 'watching' });
      await s.at('Wed 12:00');
      expect(s.received()).toEqual([`Tue 11:00 ${REMINDER}`]);
    }),
  );

  it(
    'S6 goes on where the sweep before ended',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes('Hola', LOST);
      const first = await sweepByHand(world());
      expect(first.started).toBe(1);
      await s.at('Mon 10:00');
      // Our own update of the display fields is all that has changed.
      const second = await sweepByHand(world(), { previous: first });
      expect(second).toMatchObject({ looked: 1, started: 0 });
      await s.at('Mon 11:00');
      const third = await sweepByHand(world(), { previous: second });
      expect(third).toMatchObject({ looked: 0, started: 0 });
    }),
  );

  it(
    'S2 does not make a run read what it has written itself',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 09:05');
      expect(s.ticket().window).toBe('whatsapp_window_open');
      const reads = (): number =>
        s.sandbox.requests().filter(({ method, path }) => method === 'GET' && path === `/api/v2/tickets/${s.ticketId}`)
          .length;
      const before = reads();
      const first = await sweepByHand(world(), { everyMs: 0 });
      expect(first).toMatchObject({ looked: expect.any(Number) as number, refreshed: 0 });
      expect(first.looked).toBeGreaterThan(0);
      expect(reads()).toBe(before);
      s.sets('hold', LOST);
      const { roundTakenAt: _notKnown, ...earlier } = first;
      await sweepByHand(world(), { everyMs: 0, previous: earlier });
      expect(reads()).toBe(before + 1);
    }),
  );
});

describe("the sweep and Zendesk's limits", () => {
  const { play, world } = liveWorld({ sandbox: { exportPageSize: 2 } });
  const EXPORT = '/api/v2/incremental/tickets/cursor';

  it(
    'S6 reads page by page, no faster than Zendesk allows',
    play(async (s) => {
      await s.at('Mon 09:00');
      for (let n = 0; n < 24; n += 1)
        s.sandbox.addTicket({ requester: s.customer, channel: 'email', subject: `Asunto ${n}` });
      expect(await sweepByHand(world())).toMatchObject({ looked: 24 });
      const asked = s.sandbox.requests().filter(({ path }) => path === EXPORT);
      expect(asked.map(({ status }) => status)).toEqual(Array(12).fill(200));
    }),
  );

  it(
    'S6 waits as long as Zendesk asks it to, and begins again by time when its cursor is no longer taken',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes('Hola', LOST);
      const busy = { kind: 'respond', status: 429, headers: { 'retry-after': '45' } } as const;
      s.sandbox.failRequests({ path: EXPORT, effect: busy });
      s.sandbox.failRequests({ path: EXPORT, effect: { kind: 'respond', status: 400 } });
      const before = s.sandbox.requests().length;
      const until = s.instant('Mon 08:00');
      const previous = { looked: 0, started: 0, refreshed: 0, tookMs: 0, cursor: 'gone', until };
      expect(await sweepByHand(world(), { previous })).toMatchObject({ looked: 1, started: 1 });
      const asked = s.sandbox
        .requests()
        .slice(before)
        .filter(({ path }) => path === EXPORT);
      expect(asked.map(({ status }) => status)).toEqual([429, 400, 200]);
      expect(asked[1]!.at - asked[0]!.at).toBeGreaterThanOrEqual(45_000);
    }),
  );
});
