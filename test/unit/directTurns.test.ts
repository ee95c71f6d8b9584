/** B9: who is told of a turn, where a request may have come twice. */
import { expect, it } from 'vitest';
import type { TurnAnswer, TurnEvent, Waiting } from '../../workflows/core/turns';
import { DirectTurns } from '../../workflows/directTurns';

const NOW = Date.UTC(2026, 10, 29, 8);
const request = (intentId: string) => ({
  ...{ ticketId: '7', intentId, customerLastAt: NOW, notBefore: NOW, quiet: [], requested: true },
  ...{ message: 'rescued', expiresAt: NOW + 3_600_000 },
});
const asked = (intentId: string): TurnEvent => ({
  ...{ type: 'asked', once: true, ...request(intentId) },
  rules: { perSecond: 1, limits: { templatesPerDay: 250, notificationsPerMonth: 10, whenReached: 'stop' } },
});
const queued = (intentId: string): Waiting => ({ ...request(intentId), kind: 'a kind' });
const turn = (intentId: string): TurnAnswer => ({ type: 'turn', ticketId: '7', intentId, given: NOW });

it('B9 a request that waits for its answer gets it, and the ticket is not told as well', async () => {
  const direct = new DirectTurns();
  const answer = direct.answerTo('a');
  expect(direct.answer([turn('a'), turn('b')], [asked('a')], [queued('b')])).toEqual([turn('b')]);
  expect(await answer).toMatchObject({ type: 'turn', intentId: 'a', given: NOW });
});

it('B9 where a request came by signal too, nobody may be there for the answer to the other: the ticket is told', async () => {
  for (const [news, before] of [
    [[asked('a'), asked('a')], []],
    [[asked('a')], [queued('a')]],
  ] as const) {
    const direct = new DirectTurns();
    const answer = direct.answerTo('a');
    expect(direct.answer([turn('a')], news, before)).toEqual([turn('a')]);
    expect(await answer).toMatchObject({ type: 'turn', intentId: 'a' });
  }
});

it('B9 a request that is not answered at once is told later', async () => {
  const direct = new DirectTurns();
  const answer = direct.answerTo('a');
  expect(direct.answer([], [asked('a')], [])).toEqual([]);
  expect(await answer).toBeNull();
  expect(direct.answer([turn('a')], [], [queued('a')])).toEqual([turn('a')]);
});
