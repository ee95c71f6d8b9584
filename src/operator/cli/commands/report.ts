import { unreachable, usageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { defineCommand } from '../command';
import { configOf } from '../configOf';
import { sinceOf } from '../since';
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
    const config = await configOf(account);
    const { ledger } = config;
    if (!ledger) throw usageError('There is no ledger: set LEDGER_URL to file or to a PostgreSQL database.');
    const { openStore } = await import('../../../ledger/store.js');
    const { reportOf } = await import('../../../report/report.js');
    const { english } = await import('../../../report/words/english.js');
    const { spanish } = await import('../../../report/words/spanish.js');
    const { textOf } = await import('../../../report/text.js');
    const { csvOf, documentOf } = await import('../../../report/documents.js');
    const { ratesFor } = await import('../../../rates/rateFile.js');
    const rates = ratesFor(config.policyFile);
    const store = await reading(openStore(ledger));
    try {
      const span = { since: from, until: now };
      const made = await reading(reportOf(store.db, { account: config.account, span, now, rates }));
      output.print(textOf(made, language === 'es' ? spanish : english, output.paint));
      output.result(documentOf(made));
      if (csv !== undefined) await writtenTo(csv, csvOf(made), progress);
    } finally {
      await store.close();
    }
    return exitCodes.ok;
  },
});

/** A database's own words may hold its address and user. */
async function reading<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw unreachable(`The ledger cannot be read${code}. Check LEDGER_URL, and whether its database runs.`, error);
  }
}
