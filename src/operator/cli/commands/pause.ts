import { defineCommand } from '../command';
import { configOf } from '../configOf';
import { exitCodes } from '../../terminal/exitCodes';

/** `ventana pause`: nothing is sent any more. JSON: `{ account, since, by, reason }`, `since` in ISO 8601. */
export const pause = defineCommand({
  command: 'pause',
  describe: 'Stop all sending of an account; tickets are watched as ever',
  examples: [
    ['pause', 'Within ten seconds nothing is sent any more, until `npx ventana resume`'],
    ['pause --account acme --reason "wrong template"', 'Only this account; the reason is shown by doctor and status'],
  ],
  options: (yargs) =>
    yargs.option('reason', { type: 'string', describe: 'Why, for those who see it later; no customer data' }),
  async run({ account, reason }, { output, progress }) {
    progress.tick('Pausing ...');
    const config = await configOf(account);
    const { pauseSending, pauseDocument } = await import('../../../temporal/pauseNow.js');
    const paused = await pauseSending(config, reason, (line) => progress.step(line));
    progress.clear();
    output.print(`Sending of ${config.account} is paused. Within ten seconds nothing is sent any more.`);
    output.print('Tickets are watched as ever. `npx ventana resume` lets sending go on.');
    output.result({ account: config.account, ...pauseDocument(paused) });
    return exitCodes.ok;
  },
});
