import { expect, inject, it } from 'vitest';
import { hoursTable, isBadHour, runHours } from '../chaos/runHours';

/** The outages take an hour of attempts, some of them in real time: `npm run chaos -- --play hours` plays them too. */
const HOURS = ['user record refuses', 'closing time'];

it(`K5 B1 F10 bad hours (${HOURS.join(', ')}): nobody is told late, and no minute is above the rates`, async () => {
  const said: string[] = [];
  const setting = { cli: inject('temporalCli'), bundle: inject('workflowBundlePath') };
  const rows = await runHours(setting, (line) => said.push(line), { only: HOURS });
  expect(rows).toHaveLength(HOURS.length);
  const report = [...said, hoursTable(rows), ...rows.flatMap(({ flaws }) => flaws)].join('\n');
  expect(rows.filter(isBadHour), report).toEqual([]);
});
