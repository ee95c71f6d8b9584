import { AsyncLocalStorage } from 'node:async_hooks';
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

it('one that could not be brought stays behind', async () => {
  let works = false;
  const brought: string[] = [];
  const laggards = keepLaggards((workflowId) => {
    if (!works) return Promise.reject(new Error('gone'));
    brought.push(workflowId);
    return Promise.resolve(true);
  });
  laggards.leave('a');
  await expect(laggards.bring('a')).rejects.toThrow('gone');
  works = true;
  await laggards.bringAll();
  expect(brought).toEqual(['a']);
});

it('is brought outside the context of whoever asks: its deadline is for the call that comes after', async () => {
  const context = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const laggards = keepLaggards(() => {
    seen.push(context.getStore());
    return Promise.resolve(true);
  });
  laggards.leave('a');
  await context.run('deadline', () => laggards.bring('a'));
  expect(seen).toEqual([undefined]);
});

it('who is not behind is there already', async () => {
  const { laggards, brought } = rig();
  await laggards.bring('a');
  await laggards.bringAll();
  expect(brought).toEqual([]);
});
