import type { FoundCard, Said } from '../../../../rates/importing/cardIn';
import { defineCommand } from '../../command';
import { usageError } from '../../../terminal/errors';
import { exitCodes } from '../../../terminal/exitCodes';
import { cardLines, documentOf } from './show';

/**
 * `ventana rates import FILE...`: all files or none. JSON: as `ventana rates`, with `imported: [{ file, effective,
 * currency, result, unknownMarkets }]`, where `result` is `added`, `replaced` or `same`.
 */
export const importRates = defineCommand({
  command: 'import <files..>',
  describe: "Add Meta's rate cards (CSV or XLSX) to rates.yaml, beside the policy file",
  examples: [
    ['rates import EUR_rates.csv', 'The file says from when on it counts, and its currency'],
    ['rates import rates.xlsx --effective 2026-10-01 --currency EUR', 'Where the file does not say it'],
  ],
  options: (yargs) =>
    yargs
      .positional('files', { type: 'string', array: true, demandOption: true, describe: "Meta's files" })
      .option('effective', { type: 'string', describe: 'The first day of the rates, where the file does not say it' })
      .option('currency', { type: 'string', describe: 'Their currency (EUR), where the file does not say it' }),
  async run({ files, effective, currency, account }, { output }) {
    const { accountEnvironment } = await import('../../../../config/accounts.js');
    const { policyFile } = await import('../../../../config/config.js');
    const { isDay, ratesPath } = await import('../../../../rates/rateFile.js');
    const { addCards } = await import('../../../../rates/importing/addCards.js');
    if (effective !== undefined && !isDay(effective))
      throw usageError(`--effective ${effective}: write a day as 2026-10-01.`);
    if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
      throw usageError(`--currency ${currency}: write a currency as EUR.`);
    const found: FoundCard[] = [];
    for (const file of files) found.push(await cardOf(file, { effective, currency }));
    refuseDoubles(found, files);
    const path = ratesPath(policyFile(accountEnvironment(account)));
    const { added, file } = addCards(
      path,
      found.map(({ card }) => card),
    );
    const imported = found.map(({ card, unknownMarkets }, place) => ({
      ...{ file: files[place], effective: card.effective, currency: card.currency, result: added[place] },
      unknownMarkets,
    }));
    for (const it of imported) {
      output.print(`${it.file}: ${it.effective} ${it.currency}, ${WORDS[it.result ?? 'same']}.`);
      if (it.unknownMarkets.length > 0)
        output.warn(
          `${it.file}: no country is known to be in ${it.unknownMarkets.join(', ')}: their rates are not used.`,
        );
    }
    for (const line of cardLines(file)) output.print(line);
    output.result({ ...documentOf(file), imported });
    return exitCodes.ok;
  },
});

const WORDS = { added: 'added', replaced: 'in place of what was there', same: 'already there' };

/** @throws {CliError} naming the file */
async function cardOf(file: string, said: Pick<Said, 'effective' | 'currency'>): Promise<FoundCard> {
  const { readFile } = await import('node:fs/promises');
  const path = await import('node:path');
  const { readTables, UnreadableTable } = await import('../../../../rates/importing/table.js');
  const { cardIn } = await import('../../../../rates/importing/cardIn.js');
  try {
    return cardIn(await readTables(await readFile(file)), { ...said, source: path.basename(file) });
  } catch (error) {
    if (error instanceof UnreadableTable) throw usageError(`${file} ${error.message}. ${NOTHING_CHANGED}`);
    if (error instanceof Error && 'code' in error) {
      throw usageError(`${file} cannot be read (${String(error.code)}). ${NOTHING_CHANGED}`);
    }
    throw error;
  }
}

const NOTHING_CHANGED = 'Nothing was imported.';

/** Which of two files holds, nobody can know. */
function refuseDoubles(found: readonly FoundCard[], files: readonly string[]): void {
  const seen = new Map<string, string>();
  found.forEach(({ card }, place) => {
    const key = `${card.effective} ${card.currency}`;
    const [file = '', other] = [files[place], seen.get(key)];
    if (other !== undefined) throw usageError(`${other} and ${file} are both of ${key}. ${NOTHING_CHANGED}`);
    seen.set(key, file);
  });
}
