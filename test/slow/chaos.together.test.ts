import { expect, inject, it } from 'vitest';
import { runChaos } from '../chaos/run';
import { readCommandLine } from '../chaos/options';

it('rule 3: npm start, whose Temporal is killed again and again: it recovers, nothing is lost and nothing comes twice', async () => {
  const said: string[] = [];
  const options = {
    ...readCommandLine(['--together', '--cycles', '16', '--seed', '8']),
    cli: () => Promise.resolve(inject('temporalCli')),
    bundle: inject('workflowBundlePath'),
  };
  const { summary, report, good } = await runChaos(options, (line) => said.push(line));
  expect(good, [...said, report].join('\n')).toBe(true);
  expect(summary).toMatchObject({ cycles: 16, duplicates: 0, lost: 0, wrong: 0, leaks: 0 });
  expect(report).toMatch(/Temporal [1-9]/);
});
