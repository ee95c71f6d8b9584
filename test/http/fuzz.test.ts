import { describe, expect, it } from 'vitest';
import { fuzzApp } from '../fuzz/fuzzApp';
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

  it('J8 in requests to the app: no 5xx, nothing read without a token, nothing told', async () => {
    const { violation, counts } = await fuzzApp(400, seed);
    expect(violation).toBeUndefined();
    expect(counts).toMatchObject({ 200: expect.any(Number) as unknown, 401: expect.any(Number) as unknown });
  });

  it('in the vendors’ answers: a valid result or a VendorError, in time', async () => {
    const { violation } = await fuzzClients(60, seed);
    expect(violation).toBeUndefined();
  });
});
