import { PUBLIC_URL_HINT, publicUrl } from '../../../config/publicUrl';
import { askYes, canAsk } from '../../terminal/ask';
import { defineCommand } from '../command';
import { usageError } from '../../terminal/errors';

/** `ventana setup`: creates what the service needs in Zendesk and Sunshine. JSON: `{ url, steps, applied }`. */
export const setup = defineCommand({
  command: 'setup',
  describe: 'Show what Ventana needs in Zendesk and Sunshine, and create it',
  examples: [
    ['setup --url https://ventana.acme.com', 'Shows the plan, asks, and carries it out'],
    ['setup --dry-run', 'Only shows what would be done'],
    ['setup --yes', 'Does not ask: required when there is no terminal'],
    ['setup --restore', 'Also undoes changes made by hand'],
    ['setup --remove', 'Removes what setup created, and nothing else'],
  ],
  options: (yargs) =>
    yargs
      .option('url', {
        type: 'string',
        describe: 'Public address of this service (or VENTANA_PUBLIC_URL); later runs remember it',
      })
      .option('yes', { type: 'boolean', default: false, describe: 'Do not ask for confirmation' })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Change nothing' })
      .option('restore', { type: 'boolean', default: false, describe: 'Undo changes made by hand' })
      .option('remove', { type: 'boolean', default: false, describe: 'Remove what setup created' }),
  async run({ account, url: text, yes, dryRun, restore, remove }, tools) {
    const askedUrl = text === undefined ? undefined : publicUrl(text);
    if (text !== undefined && askedUrl === undefined) {
      throw usageError(`Zendesk cannot reach --url ${JSON.stringify(text)}. ${PUBLIC_URL_HINT}`);
    }
    if (remove && (restore || text !== undefined))
      throw usageError('--remove cannot be combined with --restore or --url.');
    tools.progress.tick('Reading the settings ...');
    const { accountEnvironment } = await import('../../../config/accounts.js');
    const { loadSetupConfig } = await import('../../../config/config.js');
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
