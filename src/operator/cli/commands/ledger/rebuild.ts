import { defineCommand } from '../../command';
import { configOf } from '../../configOf';
import { usageError } from '../../../terminal/errors';
import { exitCodes } from '../../../terminal/exitCodes';
import { sinceOf } from '../../since';

/** `ventana ledger rebuild`. JSON: `{ tickets, unknown, facts }`. */
export const rebuild = defineCommand({
  command: 'rebuild',
  describe: 'Write into the ledger what Zendesk and WhatsApp still know; only reads there',
  examples: [
    ['ledger rebuild', 'The last 30 days. It may take hours; run it again to go on where it stopped'],
    ['ledger rebuild --since 90d', 'Further back'],
  ],
  options: (yargs) =>
    yargs.option('since', { type: 'string', default: '30d', describe: 'Days back (30d), or a date (2026-11-01, UTC)' }),
  async run({ since, account }, { output, progress }) {
    const from = sinceOf(since, Date.now());
    const config = await configOf(account);
    if (!config.ledger) throw usageError('There is no ledger: set LEDGER_URL, to file or to a PostgreSQL database.');
    const { ledgerFolder } = await import('../../../../config/config.js');
    const { rebuildLedger } = await import('../../../../ledger/rebuild/rebuild.js');
    const { openingOf } = await import('../../../../audit/open.js');
    const { elapsed } = await import('../../../../system/elapsed.js');
    const done = await rebuildLedger({
      ...{ config, place: config.ledger, folder: ledgerFolder(config.dataFolder), since: from },
      ...{ past: openingOf(config)(), now: Date.now, elapsed },
      onProgress: ({ read, of, looked }) =>
        progress.tick(`Reading: ${read} of ${of} WhatsApp tickets (${looked} changed tickets looked through)`),
    });
    progress.clear();
    const unknown = done.unknown === 0 ? '' : `; nothing is known of ${done.unknown} tickets`;
    output.print(`Done: ${done.facts} facts of ${done.tickets} tickets${unknown}`);
    output.result(done);
    return exitCodes.ok;
  },
});
