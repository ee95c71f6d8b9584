import type { SweepCounts } from '../../../../workflows/sweepMessages';
import { defineCommand } from '../command';
import { configOf } from '../configOf';
import { exitCodes } from '../../terminal/exitCodes';

/**
 * `ventana sweep`: searches now for tickets whose webhooks were lost. JSON: `{ looked, started, refreshed, tookMs }`.
 */
export const sweep = defineCommand({
  command: 'sweep',
  describe: 'Look now for tickets whose webhooks were lost',
  examples: [
    ['sweep', 'Continues from where the last sweep ended'],
    ['sweep --json', 'Only the counts, as JSON'],
  ],
  options: (yargs) => yargs,
  async run({ account }, { output, progress }) {
    progress.tick('Asking for a sweep ...');
    const config = await configOf(account);
    const { sweepOnce } = await import('../../../temporal/sweepOnce.js');
    const result = await sweepOnce(config, {
      connecting: (line) => progress.step(line),
      waiting: () => progress.step('Another sweep is running: waiting for it to finish ...'),
      progress: (counts) => progress.step(`Sweeping: ${words(counts)} ...`),
    });
    progress.clear();
    output.print(`Done in ${Math.ceil(result.tookMs / 1000)} s: ${words(result)}`);
    output.result(result);
    return exitCodes.ok;
  },
});

const words = ({ looked, started, refreshed }: SweepCounts): string =>
  `tickets changed: ${looked}, runs started: ${started}, runs refreshed: ${refreshed}`;
