import { accountEnvironment } from '../../../config/accounts';
import { loadConfig } from '../../../config/config';
import { defineCommand } from '../command';
import { usageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { forTerminal } from '../../terminal/markdown';

/** `ventana status TICKET`: its document is `Status` in src/status/status.ts. */
export const status = defineCommand({
  command: 'status <ticket>',
  describe: 'Say where a ticket stands, what comes next, what was sent, and why not more',
  examples: [
    ['status 35436', 'The ticket with this number, as agents see it in Zendesk'],
    ['status 35436 --json', 'The same for a program, times in UTC'],
  ],
  options: (yargs) =>
    yargs.positional('ticket', { type: 'string', demandOption: true, describe: 'Number of the Zendesk ticket' }),
  async run({ ticket, account }, { output, progress }) {
    const id = ticket.replace(/^#/, '');
    if (!/^\d+$/.test(id)) throw usageError(`"${ticket}" is no ticket number. As an example: ventana status 35436`);
    const config = loadConfig(accountEnvironment(account));
    const { readStatus } = await import('../../status/readStatus.js');
    const { document, words, zone } = await progress.during(`Looking up ticket ${id} ...`, () =>
      readStatus(config, id, (line) => progress.tick(line)),
    );
    progress.clear();
    output.print(forTerminal(words, output.paint));
    if (zone === undefined) output.warn("Times are in UTC only: Zendesk did not tell the office's time zone.");
    output.result(document);
    return exitCodes.ok;
  },
});
