import { describe, expect, it } from 'vitest';
import { attack } from '../fuzz/attack/attack';
import { startReceiver } from '../fuzz/attack/targets';

describe('hostile connections', () => {
  it('G2, G3 keep no genuine webhook out, and leave nothing behind', async () => {
    const target = await startReceiver();
    try {
      const withstood = await attack({
        target,
        connections: 200,
        addresses: 50,
        rounds: 2,
        roundMs: 3_000,
        only: 'no floods',
      });
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
