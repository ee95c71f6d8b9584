import { expect, inject, it } from 'vitest';
import { runChaos } from '../chaos/run';
import { readCommandLine } from '../chaos/options';
import { hoursTable, isBadHour, runHours } from '../chaos/runHours';

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

/** The outages take an hour of attempts, some of them in real time: `npm run chaos -- --play hours` plays them too. */
const HOURS = ['user record refuses', 'closing time'];

it(`K5 B1 F10 bad hours (${HOURS.join(', ')}): nobody is told late, and no minute is above the rates`, async () => {
  const said: string[] = [];
  const setting = { cli: inject('temporalCli'), bundle: inject('workflowBundlePath') };
  const rows = await runHours(setting, (line) => said.push(line), HOURS);
  expect(rows).toHaveLength(HOURS.length);
  const report = [...said, hoursTable(rows), ...rows.flatMap(({ flaws }) => flaws)].join('\n');
  expect(rows.filter(isBadHour), report).toEqual([]);
});
