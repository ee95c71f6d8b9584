/** Setup and its removal, interrupted at every request, each time in a new account. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestEffect } from '../../sandbox';
import { planRemoval } from '../../src/operator/setup/internal/setup';
import { SetupRig } from '../support/setupRig';

/** Most are done, and the answer is lost: what was not done is where the step before ended. */
const effectOf = (n: number): RequestEffect =>
  n % 5 === 0 ? { kind: 'respond', status: 503 } : { kind: 'loseResponse' };

const failNth = ({ sandbox }: SetupRig, n: number, effect: RequestEffect): void => {
  if (n > 1) sandbox.failRequests({ effect: { kind: 'slow', ms: 0 }, times: n - 1 });
  sandbox.failRequests({ effect });
};

let rig: SetupRig;
beforeEach(async () => {
  rig = await SetupRig.start();
});
afterEach(() => rig.stop());

const counted = async (work: () => Promise<unknown>): Promise<number> => {
  const before = rig.sandbox.requests().length;
  await work();
  return rig.sandbox.requests().length - before;
};
/** Reading what is there goes before, and changes nothing: one of its requests stands for all. */
const each = async (from: number, to: number, look: (rig: SetupRig, n: number) => Promise<void>): Promise<void> => {
  for (let n = from; n <= to; n += 1) {
    const fresh = await SetupRig.start();
    try {
      await look(fresh, n);
    } finally {
      await fresh.stop();
    }
  }
};

describe('setup that was interrupted', () => {
  it('goes on from any step to the same end, without twins', async () => {
    const reading = await counted(() => rig.plan());
    const all = await counted(() => rig.run());
    const whole = await rig.likeness();
    await each(reading, all, async (other, n) => {
      failNth(other, n, effectOf(n));
      await expect(other.run(), `request ${n}`).rejects.toThrow();
      // Half of the second runs are on another machine, which remembers nothing.
      if (n % 2 === 0) other.forgetMachine();
      await other.run();
      expect(await other.likeness(), `after request ${n}`).toEqual(whole);
    });
  });

  it('takes everything away in the end, from any step', async () => {
    const empty = await rig.likeness();
    await rig.run();
    const reading = await counted(() => planRemoval(rig.place()));
    const all = await counted(() => rig.remove());
    await each(reading, all, async (other, n) => {
      await other.run();
      failNth(other, n, effectOf(n));
      await expect(other.remove(), `request ${n}`).rejects.toThrow();
      await other.remove();
      expect(await other.likeness(), `after request ${n}`).toEqual(empty);
    });
  });
});
