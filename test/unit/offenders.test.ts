import { expect, it } from 'vitest';
import { createOffenders } from '../../src/service/http/offenders';

/** Refused so often from there. */
function refused(times: number, address = '203.0.113.7') {
  let now = 1;
  const offenders = createOffenders(() => now);
  for (let n = 0; n < times; n += 1) offenders.refused(address);
  return { offenders, address, wait: (ms: number) => (now += ms) };
}

it('G41 closes the connections of an address from which fifty requests in ten seconds are refused', () => {
  const { offenders, address, wait } = refused(50);
  expect([offenders.has(address), offenders.has('203.0.113.8')]).toEqual([true, false]);
  wait(10_001);
  expect(offenders.has(address)).toBe(false);
});

it('G41 not those of one that is refused now and then, as with a wrong secret', () => {
  expect(refused(49).offenders.has('203.0.113.7')).toBe(false);
});

it('G41 nor those of a vendor whose webhooks are taken, whoever else calls from there', () => {
  const { offenders, address } = refused(500);
  offenders.taken(address);
  expect(offenders.has(address)).toBe(false);
});
