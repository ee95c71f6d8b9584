import { defineCommand } from '../command';
import { configOf } from '../configOf';
import { usageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { forTerminal } from '../../terminal/markdown';

/** `ventana status TICKET`. JSON: `Status` in src/operator/status/internal/status.ts. */
export const status = defineCommand({
  command: 'status <ticket>',
  describe: 'Show where a ticket stands, what was sent, what comes next, and why',
  examples: [
    ['status 35436', 'The ticket with this number in Zendesk'],
    ['status 35436 --json', 'The same as JSON, with times in UTC'],
  ],
  options: (yargs) =>
    yargs.positional('ticket', { type: 'string', demandOption: true, describe: 'Zendesk ticket number' }),
  async run({ ticket, account }, { output, progress }) {
    const id = ticket.replace(/^#/, '');
    if (!/^\d+$/.test(id)) throw usageError(`"${ticket}" is not a ticket number. Example: ventana status 35436`);
    const config = await configOf(account);
    const { readStatus } = await import('../../status/readStatus.js');
    const { document, words, zone } = await progress.during(`Looking up ticket ${id} ...`, () =>
      readStatus(config, id, (line) => progress.tick(line)),
    );
    progress.clear();
    output.print(forTerminal(words, output.paint));
    if (zone === undefined)
      output.warn("Times are in UTC only: the office's time zone could not be read from Zendesk.");
    output.result(document);
    return exitCodes.ok;
  },
});
