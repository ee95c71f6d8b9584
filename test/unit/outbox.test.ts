/** L20: what the turns tell tickets and lanes, while more comes in. */
import { expect, it } from 'vitest';
import { Outbox } from '../../workflows/outbox';

type Told = [ticketId: string, what: string];

/** Lets all that is ready go on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function outboxOf() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const outbox = new Outbox<Told>(
    ([ticketId]) => ticketId,
    ([first]) => {
      const name = first?.[1] ?? '';
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    },
  );
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settled();
  };
  return { outbox, begun, end };
}

it('L20 an agent’s ticket is told while others still are', async () => {
  const { outbox, begun, end } = outboxOf();
  outbox.send(
    [
      ['1', 'reminders'],
      ['2', 'reminders'],
      ['3', 'reminders'],
    ],
    2,
  );
  outbox.send([['4', 'macro']], 2);
  await settled();
  expect(begun).toEqual(['reminders', 'reminders', 'macro']);
  await end('macro');
  expect(outbox.untold.map(([ticketId]) => ticketId)).toEqual(['1', '2', '3']);
});

it('L20 one ticket is told in order, whatever it is told together with', async () => {
  const { outbox, begun, end } = outboxOf();
  outbox.send(
    [
      ['1', 'held'],
      ['2', 'held'],
    ],
    50,
  );
  outbox.send(
    [
      ['2', 'turn'],
      ['3', 'turn'],
    ],
    50,
  );
  outbox.send([['3', 'last']], 50);
  await settled();
  expect(begun).toEqual(['held']);
  await end('held');
  expect(begun).toEqual(['held', 'turn']);
  expect(outbox.untold).toEqual([
    ['2', 'turn'],
    ['3', 'turn'],
    ['3', 'last'],
  ]);
  await end('turn');
  await end('last');
  expect(begun).toEqual(['held', 'turn', 'last']);
  expect(outbox.untold).toEqual([]);
});
