/** Who is in the control group of the policy's experiment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armOf } from '../../activities/experiment';
import { policyOf, problemOf } from '../support/configuration';

const share = (holdout: number, name = 'reminders'): number => {
  const ids = Array.from({ length: 20_000 }, (_, nth) => String(900_000_000 + nth));
  return ids.filter((id) => armOf({ name, holdout }, id) === 'holdout').length / ids.length;
};

describe('Y33 the draw', () => {
  it.each([0.01, 0.2, 0.5])('gives %s of the customers to the control group', (holdout) => {
    // Four standard deviations of 20,000 draws.
    expect(Math.abs(share(holdout) - holdout)).toBeLessThan(4 * Math.sqrt((holdout * (1 - holdout)) / 20_000));
  });

  it('keeps a customer in the control group when its share grows', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 49 }), fc.nat(), (name, percent, id) => {
        const small = armOf({ name, holdout: percent / 100 }, String(id));
        const large = armOf({ name, holdout: (percent + 1) / 100 }, String(id));
        expect(small === 'treated' || large === 'holdout').toBe(true);
      }),
    );
  });

  it('draws anew under another name, independently of the first', () => {
    const ids = Array.from({ length: 20_000 }, (_, nth) => String(nth));
    const both = ids.filter((id) => ['a', 'b'].every((name) => armOf({ name, holdout: 0.5 }, id) === 'holdout'));
    expect(both.length / ids.length).toBeCloseTo(0.25, 1);
  });
});

describe('Y33 experiment in the policy', () => {
  const experimentOf = (text: string) => policyOf(text).policy.experiment;

  it('is off by default, and has a name', () => {
    expect(experimentOf('experiment: off')).toBeUndefined();
    expect(experimentOf('')).toBeUndefined();
    expect(experimentOf('experiment: { holdout: 20% }')).toEqual({ name: 'reminders', holdout: 0.2 });
    expect(experimentOf('experiment: { holdout: 50%, name: autumn }')).toEqual({ name: 'autumn', holdout: 0.5 });
  });

  it.each([
    ['0%', 'must be from 1% to 50%'],
    ['51%', 'must be from 1% to 50%'],
    ['0.2', 'is not a percentage'],
    ['20', 'is not a percentage'],
  ])('refuses %s', (holdout, words) => {
    expect(problemOf(`experiment: { holdout: "${holdout}" }`)).toContain(words);
  });
});
