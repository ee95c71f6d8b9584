import { accountEnvironment } from '../../../config/accounts';
import { loadSetupConfig } from '../../../config/config';
import { PUBLIC_URL_MEND, publicUrl } from '../../../config/publicUrl';
import { askYes, canAsk } from '../../terminal/ask';
import { defineCommand } from '../command';
import { usageError } from '../../terminal/errors';

/** `ventana setup`: makes in Zendesk and Sunshine what the service needs. Its document: `{ url, steps, applied }`. */
export const setup = defineCommand({
  command: 'setup',
  describe: 'Make in Zendesk and Sunshine what Ventana needs, after showing it',
  examples: [
    ['setup --url https://ventana.acme.com', 'Show the plan, ask, and do it'],
    ['setup --dry-run', 'Only show what would be done'],
    ['setup --yes', 'Do it without asking: needed where there is no terminal'],
    ['setup --restore', 'Also undo what was changed by hand since'],
    ['setup --remove', 'Take away what setup has made, and nothing else'],
  ],
  options: (yargs) =>
    yargs
      .option('url', {
        type: 'string',
        describe: 'Where Zendesk and Sunshine reach this service (or VENTANA_PUBLIC_URL); later runs remember it',
      })
      .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Change nothing' })
      .option('restore', { type: 'boolean', default: false, describe: 'Undo changes made by hand' })
      .option('remove', { type: 'boolean', default: false, describe: 'Take away what setup has made' }),
  async run({ account, url: text, yes, dryRun, restore, remove }, tools) {
    const askedUrl = text === undefined ? undefined : publicUrl(text);
    if (text !== undefined && askedUrl === undefined) {
      throw usageError(`--url ${JSON.stringify(text)} cannot be reached by Zendesk. ${PUBLIC_URL_MEND}`);
    }
    if (remove && (restore || text !== undefined)) throw usageError('--remove goes with neither --restore nor --url.');
    const config = loadSetupConfig(accountEnvironment(account));
    const { runSetup } = await import('../../setup/run.js');
    return runSetup(config, {
      ...(askedUrl !== undefined && { askedUrl }),
      restore,
      remove,
      dryRun,
      consent: yes ? 'given' : canAsk() && !tools.output.json ? askYes : 'missing',
      ...tools,
    });
  },
});
