/** Where the daily look at the templates is made. */
import { expect, it } from 'vitest';
import { createSweepActivities } from '../../activities/sweep';
import type { SweepDependencies } from '../../activities/sweepPorts';

it('Y50 each sweep asks for a look at the templates once; where that fails, the round goes on', async () => {
  let looks = 0;
  const deps: Pick<SweepDependencies, 'lookAtTemplates'> & { runs: Pick<SweepDependencies['runs'], 'open'> } = {
    runs: { open: () => Promise.resolve(['1']) },
    lookAtTemplates() {
      looks += 1;
      return Promise.reject(new Error('it never throws, and would not matter'));
    },
  };
  const activities = createSweepActivities(() => deps as SweepDependencies);
  expect(await activities.nextInRound({ share: 1, max: 9 })).toEqual(['1']);
  expect(looks).toBe(1);
});
