/** What a ticket asks of Temporal, by its history. */
import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../activities/orders';
import { createTurns } from '../../src/temporal/turns';
import { askTurns } from '../../src/temporal/internal/turnsState';
import { readRun } from '../../src/temporal/readRun';
import { eventsOf } from '../support/historyEvents';
import { liveWorld } from '../support/liveWorld';

const { play, world } = liveWorld();

describe('a ticket’s Actions', () => {
  it(
    'B9 the account’s first message starts its queue, and is told of its turn by signal',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 12:00');
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      expect(eventsOf(await s.run().fetchHistory()).signals).toContain('turn');
    }),
  );

  it(
    'B7 B8 B9 B10 B11 B13 B14 reads, fields and the turn are local activities; the turn comes with the answer, and is not told; the end is Temporal’s to say',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 12:00');
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      await s.at('Wed 09:00');
      s.writes('Aquí va');
      await s.at('Wed 10:00');
      s.sets('closed');
      await s.at('Wed 11:00');
      const { activities, local, patches, signals, attributes, told } = eventsOf(await s.run().fetchHistory());
      // A note and a message go out once.
      expect(activities).toEqual(['sendMessage', 'updateTicket']);
      expect(patches).toBe(0);
      expect(new Set(local)).toEqual(new Set(['readTruth', 'updateTicket', 'askTurn']));
      expect(signals).not.toContain('turn');
      expect(told.map(({ unchanged }) => unchanged === true)).toEqual([false, ...told.slice(1).map(() => true)]);
      const [first, ...later] = told;
      expect(first).toMatchObject({ office: [], packed: { office: expect.any(Array) as unknown } });
      for (const { leftOut } of later) expect(leftOut).toMatchObject({ same: ['conversation', 'reach', 'optedOut'] });
      expect(later.at(-1)).toMatchObject({ messages: [], leftOut: { kept: [0, 1, 2, 3] } });
      for (const it of attributes.slice(1)) expect(it).not.toHaveProperty('VentanaConversationId');
      expect(attributes.map(({ VentanaStage: stage }) => stage)).not.toContain('ended');
      expect(attributes.map(({ VentanaNextAction: action }) => action)).not.toContain('update');
      const { client } = world().time;
      const run = await readRun(client, world().sandbox.account, s.ticketId);
      expect(run).toMatchObject({ open: false, shown: { stage: 'ended' } });
      expect(run?.shown).not.toHaveProperty('nextAction');
    }),
  );

  it(
    'B15 the stack trace of a run that sleeps names where it waits, in few calls: each costs time at every promise',
    play(async (s) => {
      await s.pending();
      const trace = await s.run().query<string>('__stack_trace');
      const stacks = trace.split('\n\n').map((it) => it.split('\n'));
      expect(trace).toMatch(/at Object\.wait \(.*timer\.ts:\d+:\d+\)/);
      expect(trace).toMatch(/at wait \(.*ticket\.ts:\d+:\d+\)/);
      for (const it of stacks) expect(it.length).toBeLessThanOrEqual(3);
    }),
  );

  it(
    'B9 a request that is made again because its answer was lost gets the same turn, which counts once; of many at once, each gets one',
    play(async (s) => {
      await s.at('Mon 09:00');
      const { client } = world().time;
      const { account } = world().sandbox;
      const { rules } = (await askTurns(client, account))!;
      const turns = createTurns(client, account, rules);
      const request = (n: number): TurnRequest => ({
        ...{ ticketId: 'nobody', intentId: `direct-${n}`, customerLastAt: n, notBefore: n, quiet: [] },
        ...{ requested: true, uses: 'template' as const, message: 'followUp', expiresAt: 1 + s.instant('Sun 09:00') },
      });
      const first = await turns.ask(request(0), true);
      expect(first).toMatchObject({ type: 'turn', intentId: 'direct-0' });
      expect(await turns.ask(request(0), true)).toEqual(first);
      const many = await Promise.all(Array.from({ length: 20 }, (_, n) => turns.ask(request(1 + n), true)));
      const direct = many.filter((it) => it?.type === 'turn');
      expect(direct.length).toBeGreaterThan(0);
      // Those that are told by signal have no run to tell, so that their turns come back.
      // Those of the weeks before do not count any more.
      const used = async () => (await askTurns(client, account))!.templates.used;
      await expect.poll(used).toBe(1 + direct.length);
      expect((await askTurns(client, account))!.waiting).toEqual([]);
    }),
  );

  it(
    'B9 a request that waits already is told of its turn, though another request for it gets the answer',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 12:00');
      const told = async () => eventsOf(await s.run().fetchHistory()).signals;
      expect(await told()).not.toContain('turn');
      const { client } = world().time;
      const { account } = world().sandbox;
      const { rules } = (await askTurns(client, account))!;
      const turns = createTurns(client, account, rules);
      const request = (notBefore: number): TurnRequest => ({
        ...{ ticketId: s.ticketId, intentId: 'asked-twice', customerLastAt: 0, notBefore, quiet: [] },
        ...{ requested: true, message: 'rescued', expiresAt: s.instant('Sun 09:00') },
      });
      expect(await turns.ask(request(s.instant('Fri 09:00')))).toBeNull();
      await expect.poll(async () => (await askTurns(client, account))!.waiting).toHaveLength(1);
      expect(await turns.ask(request(s.instant('Tue 12:00')), true)).toMatchObject({ type: 'turn' });
      await expect.poll(told).toContain('turn');
    }),
  );
});
