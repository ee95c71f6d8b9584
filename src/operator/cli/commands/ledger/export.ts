import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type ExportFormat, exportTexts, type Part, rowsIn, TABLES } from '../../../../ledger/export';
import { say } from '../../../../language/say';
import { CliError, usageError } from '../../../terminal/errors';
import { exitCodes } from '../../../terminal/exitCodes';
import { defineCommand } from '../../command';
import { reading, withLedger } from '../../withLedger';

const FORMATS: readonly ExportFormat[] = ['csv', 'jsonl'];

/** `ventana ledger export`. JSON, with `--out`: `{ out, rows }`. */
export const exportCommand = defineCommand({
  command: 'export',
  describe: 'Write the rows of the ledger as CSV or JSON lines; they hold no personal data',
  examples: [
    ['ledger export > ledger.jsonl', 'All tables: a line of JSON for each row, with its table'],
    ['ledger export --format csv --out ledger.csv', 'One CSV of all tables'],
    ['ledger export --table outreach --format csv --out outreach.csv', 'One table, with its own columns'],
  ],
  options: (yargs) =>
    yargs
      .option('format', {
        choices: FORMATS,
        default: 'jsonl' as const,
        describe: 'csv, or a line of JSON for each row',
      })
      .option('table', { choices: TABLES, describe: 'Only this table [default: all]' })
      .option('out', { type: 'string', describe: 'Write to this file [default: print]' }),
  async run({ format, table, out, account }, { output, progress }) {
    if (out === '') throw usageError('--out wants the name of a file.');
    if (out === undefined && output.json)
      throw usageError('--json prints one document: name a file with --out, or leave --json out.');
    await withLedger(account, async ({ db }, config) => {
      const tables = table === undefined ? TABLES : [table];
      const count = { rows: 0 };
      const texts = exportTexts(counted(rowsIn(db, config.account, tables), count), tables, format);
      if (out === undefined) for await (const text of texts) await output.flow(text);
      else {
        await toFile(out, texts);
        progress.step(say('Written: {path}', { path: out }));
        output.result({ out, rows: count.rows });
      }
    });
    return exitCodes.ok;
  },
});

async function* counted(parts: AsyncGenerator<Part>, count: { rows: number }): AsyncGenerator<Part> {
  for (;;) {
    const next = await reading(parts.next());
    if (next.done) return;
    count.rows += next.value.rows.length;
    yield next.value;
  }
}

/** Only its owner may read it, as with the ledger itself. */
async function toFile(path: string, texts: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(texts, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw usageError(say('{path} cannot be written ({code}).', { path, code }));
  }
}
