import type { SweepCounts } from '../../../../workflows/sweepMessages';
import { accountEnvironment } from '../../../config/accounts';
import { loadConfig } from '../../../config/config';
import { defineCommand } from '../command';
import { exitCodes } from '../../terminal/exitCodes';

/** `ventana sweep`: looks now for what lost webhooks left behind. Its document: `{ looked, started, refreshed, tookMs }`. */
export const sweep = defineCommand({
  command: 'sweep',
  describe: 'Look now for tickets whose webhooks were lost',
  examples: [
    ['sweep', 'In the place of a scheduled sweep, from where the last one ended'],
    ['sweep --json', 'Only the counts, for a program'],
  ],
  options: (yargs) => yargs,
  async run({ account }, { output, progress }) {
    const config = loadConfig(accountEnvironment(account));
    const { sweepOnce } = await import('../../../temporal/sweepOnce.js');
    const result = await sweepOnce(config, {
      connecting: (line) => progress.step(line),
      waiting: () => progress.step('Another sweep is under way: waiting for its end ...'),
      progress: (counts) => progress.step(`Sweeping: ${words(counts)} ...`),
    });
    progress.clear();
    output.print(`Done in ${Math.ceil(result.tookMs / 1000)} s: ${words(result)}`);
    output.result(result);
    return exitCodes.ok;
  },
});

const words = ({ looked, started, refreshed }: SweepCounts): string =>
  `tickets changed: ${looked}, runs started: ${started}, told to look again: ${refreshed}`;
