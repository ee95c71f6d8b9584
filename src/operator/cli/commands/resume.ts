import { defineCommand } from '../command';
import { configOf } from '../configOf';
import { exitCodes } from '../../terminal/exitCodes';

/** `ventana resume`: sending goes on. JSON: `{ account, wasPaused, goesOn }`; `goesOn`: a worker runs. */
export const resume = defineCommand({
  command: 'resume',
  describe: 'Let an account send again after a pause',
  examples: [
    ['resume', 'What is still wanted is decided anew and sent at the usual pace'],
    ['resume --account acme', 'Only this account'],
  ],
  options: (yargs) => yargs,
  async run({ account }, { output, progress }) {
    progress.tick('Resuming ...');
    const config = await configOf(account);
    const { resumeSending } = await import('../../../temporal/pauseNow.js');
    const { wasPaused, goesOn } = await resumeSending(config, (line) => progress.step(line));
    progress.clear();
    if (!wasPaused) output.print(`Sending of ${config.account} was not paused.`);
    else if (goesOn) output.print(`Sending of ${config.account} goes on. What is still wanted is decided anew.`);
    else output.warn(`Sending of ${config.account} goes on as soon as a worker runs: \`npx ventana start\`.`);
    output.result({ account: config.account, wasPaused, goesOn });
    return exitCodes.ok;
  },
});
