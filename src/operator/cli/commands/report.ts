import { exitCodes } from '../../terminal/exitCodes';
import { defineCommand } from '../command';
import { sinceOf } from '../since';
import { reading, withLedger } from '../withLedger';
import { writtenTo } from '../writtenTo';

/** `ventana report`. JSON: what `src/report/documents.ts` makes of `Report` in src/report/report.ts. */
export const report = defineCommand({
  command: 'report',
  describe: 'Show what Ventana brought: messages, answers, windows kept, replies rescued',
  examples: [
    ['report', 'The last 90 days'],
    ['report --since 2026-11-01 --csv report.csv', 'Also as a table, by week and message'],
  ],
  options: (yargs) =>
    yargs
      .option('since', { type: 'string', default: '90d', describe: 'Days back (30d), or a date (2026-11-01, UTC)' })
      .option('csv', { type: 'string', describe: 'Write a row for each week and message to this file' }),
  async run({ since, csv, account }, { output, progress, language }) {
    const now = Date.now();
    const from = sinceOf(since, now);
    await withLedger(account, async ({ db }, config) => {
      const { reportOf } = await import('../../../report/report.js');
      const { english } = await import('../../../report/words/english.js');
      const { spanish } = await import('../../../report/words/spanish.js');
      const { textOf } = await import('../../../report/text.js');
      const { csvOf, documentOf } = await import('../../../report/documents.js');
      const { ratesFor } = await import('../../../rates/rateFile.js');
      const rates = ratesFor(config.policyFile);
      const country = config.policy.defaultCountry;
      const span = { since: from, until: now };
      const made = await reading(reportOf(db, { account: config.account, span, now, rates, country }));
      output.print(textOf(made, language === 'es' ? spanish : english, output.paint));
      output.result(documentOf(made));
      if (csv !== undefined) await writtenTo(csv, csvOf(made), progress);
    });
    return exitCodes.ok;
  },
});
