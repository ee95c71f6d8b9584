import { expect, inject, it } from 'vitest';
import { runChaos } from '../chaos/run';
import { readCommandLine } from '../chaos/options';

/** A dozen customers, seeded; `npm run chaos` plays thousands, and kills Temporal and the worker too. */
const CYCLES = 12;
const SEED = 6;

it(`${CYCLES} customers among lost answers, lost webhooks and killed processes: nothing lost, nothing twice`, async () => {
  const said: string[] = [];
  const options = {
    ...readCommandLine(['--cycles', String(CYCLES), '--seed', String(SEED)]),
    cli: () => Promise.resolve(inject('temporalCli')),
    bundle: inject('workflowBundlePath'),
  };
  const { summary, report, good } = await runChaos(options, (line) => said.push(line));
  expect(good, [...said, report].join('\n')).toBe(true);
  expect(summary).toMatchObject({ cycles: CYCLES, duplicates: 0, lost: 0, wrong: 0, flaws: 0, leaks: 0 });
  expect(summary.delivered + summary.unknown).toBe(summary.intents);
});
