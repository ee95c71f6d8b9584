import { expect, it } from 'vitest';
import { countInLanes } from '../../workflows/core/turnLanes';
import { pack, packTurns } from '../../workflows/core/turnsPacked';
import { inParts, many, MINUTE, rules, START } from '../support/longQueue';
import { playTurns } from '../support/turnsPlay';

const bytes = (it: unknown): number => Buffer.byteLength(JSON.stringify(it));

it('L4 what continue-as-new and the signals carry stays small with 100,000', () => {
  const queue = playTurns(rules, START);
  inParts(many(100_000), queue.report);
  expect(queue.turns.waiting.length + countInLanes(queue.turns.lanes)).toBe(100_000);
  expect(bytes(packTurns(queue.turns))).toBeLessThan(512 * 1024);
  for (const waiting of queue.lanes.values()) expect(bytes(pack(waiting))).toBeLessThan(512 * 1024);
  const before = performance.now();
  queue.until(START + 2 * MINUTE);
  expect(queue.answers.length).toBeGreaterThan(290);
  expect(performance.now() - before).toBeLessThan(30_000);
});
