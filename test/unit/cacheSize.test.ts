import { expect, it } from 'vitest';
import { cacheSize } from '../../src/service/worker/internal/cacheSize';

const MB = 1024 * 1024;

it('keeps as many workflows as fit into 600 MB, however large the machine is', () => {
  expect(cacheSize(64 * 1024 * MB)).toBe(640);
  expect(cacheSize(1024 * MB)).toBe(640);
});

it('keeps fewer in a small container, and never none', () => {
  expect(cacheSize(512 * MB)).toBe(208);
  expect(cacheSize(128 * MB)).toBe(10);
});
