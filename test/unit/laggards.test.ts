import { expect, it } from 'vitest';
import { keepLaggards } from '../../simulation/laggards';

function rig() {
  const brought: string[] = [];
  const arrivals: ((isThere?: boolean) => void)[] = [];
  const laggards = keepLaggards((workflowId) => {
    brought.push(workflowId);
    return new Promise((resolve) => arrivals.push((isThere = true) => resolve(isThere)));
  });
  /** Whether it has resolved by now. */
  const hasCome = async (way: Promise<void>): Promise<boolean> => {
    let come = false;
    void way.then(() => (come = true));
    await new Promise(setImmediate);
    return come;
  };
  return { laggards, brought, arrivals, hasCome };
}

it('brings a laggard along once, and whoever asks meanwhile waits for the same way', async () => {
  const { laggards, brought, arrivals, hasCome } = rig();
  laggards.leave('a');
  const ways = [laggards.bring('a'), laggards.bring('a'), laggards.bringAll()];
  expect(await Promise.all(ways.map(hasCome))).toEqual([false, false, false]);
  expect(brought).toEqual(['a']);
  arrivals[0]!();
  expect(await Promise.all(ways.map(hasCome))).toEqual([true, true, true]);
  await laggards.bring('a');
  expect(brought).toEqual(['a']);
});

it('one that is left again on its way is brought again, and not before it has come', async () => {
  const { laggards, brought, arrivals, hasCome } = rig();
  laggards.leave('a');
  const first = laggards.bring('a');
  laggards.leave('a');
  const second = laggards.bring('a');
  await hasCome(first);
  expect(brought).toEqual(['a']);
  arrivals[0]!();
  expect(await hasCome(first)).toBe(true);
  expect(brought).toEqual(['a', 'a']);
  const third = laggards.bring('a');
  expect(await hasCome(third)).toBe(false);
  arrivals[1]!();
  expect(await hasCome(second)).toBe(true);
  expect(await hasCome(third)).toBe(true);
});

it('one that is at work is not waited for, and brought when somebody asks again', async () => {
  const { laggards, brought, arrivals, hasCome } = rig();
  laggards.leave('a');
  const first = laggards.bring('a');
  await hasCome(first);
  arrivals[0]!(false);
  expect(await hasCome(first)).toBe(true);
  const second = laggards.bringAll();
  expect(await hasCome(second)).toBe(false);
  expect(brought).toEqual(['a', 'a']);
  arrivals[1]!();
  expect(await hasCome(second)).toBe(true);
});

it('who is not behind is there already', async () => {
  const { laggards, brought } = rig();
  await laggards.bring('a');
  await laggards.bringAll();
  expect(brought).toEqual([]);
});
