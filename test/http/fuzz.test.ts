import { describe, expect, it } from 'vitest';
import { attack } from '../fuzz/attack/attack';
import { startReceiver } from '../fuzz/attack/targets';
import { fuzzClients } from '../fuzz/fuzzClients';
import { fuzzReceiver } from '../fuzz/fuzzReceiver';

/** A new stream every time; a failure names its seed, and `npm run fuzz -- --seed` plays it again. */
const seed = Date.now() % 1_000_000;

describe(`spoiled JSON (seed ${seed})`, () => {
  it('in webhooks: refused or taken, never broken by it, nothing without proof, nothing of a customer’s words', async () => {
    const { violation, delivered } = await fuzzReceiver(400, seed);
    expect(violation).toBeUndefined();
    expect(delivered).toBeGreaterThan(20);
  });

  it('in the vendors’ answers: a valid result or a VendorError, in time', async () => {
    const { violation } = await fuzzClients(60, seed);
    expect(violation).toBeUndefined();
  });
});

describe('hostile connections', () => {
  it('G2, G3 keep no genuine webhook out, and leave nothing behind', async () => {
    const target = await startReceiver();
    try {
      const withstood = await attack({ target, connections: 200, rounds: 2, roundMs: 3_000, only: 'no floods' });
      const { genuine, accepted, hostile, memory, ended } = withstood;
      expect(ended).toBeUndefined();
      expect(hostile).toBeGreaterThanOrEqual(400);
      expect(genuine).toBeGreaterThan(0);
      expect(accepted).toBeGreaterThanOrEqual(Math.floor(genuine * 0.99));
      expect(memory[1]! - memory[0]!).toBeLessThan(24 * 1024 * 1024);
    } finally {
      await target.stop();
    }
  });
});
