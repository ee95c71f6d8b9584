import type { Card } from '../../../../rates/card';
import type { RateFile } from '../../../../rates/rateFile';
import { defineCommand } from '../../command';
import { exitCodes } from '../../../terminal/exitCodes';

/** `ventana rates`. JSON: `{ file, currency, cards: [{ effective, currency, example, used, source, markets }] }`. */
export const show = defineCommand({
  command: '$0',
  describe: 'Show the rate cards that there are, and which are used',
  examples: [
    ['rates', 'Which cards there are, from when on each counts, and which are used'],
    ['rates --json', 'The same with every rate, as JSON'],
  ],
  options: (yargs) => yargs,
  async run({ account }, { output }) {
    const { accountEnvironment } = await import('../../../../config/accounts.js');
    const { policyFile } = await import('../../../../config/config.js');
    const { ratesFor } = await import('../../../../rates/rateFile.js');
    const file = ratesFor(policyFile(accountEnvironment(account)));
    for (const line of cardLines(file)) output.print(line);
    output.result(documentOf(file));
    return exitCodes.ok;
  },
});

export const documentOf = (file: RateFile): object => ({
  file: file.path,
  currency: file.currency,
  cards: file.cards.map((it) => ({ ...it, used: it.currency === file.currency })),
});

/** The cards of a file, a line for each. */
export function cardLines(file: RateFile): string[] {
  const isExample = file.cards.some(({ example }) => example);
  return [
    `${file.path}: estimates are in ${file.currency}.`,
    ...file.cards.map((it) => `  ${it.effective}  ${it.currency}  ${marketsOf(it)}${remarkOn(it, file)}`),
    ...(isExample
      ? [
          'This is an example, not what you pay. Get the file for your currency from Meta',
          '(https://developers.facebook.com/docs/whatsapp/pricing), then: npx ventana rates import FILE',
        ]
      : []),
  ];
}

const marketsOf = ({ markets }: Card): string => `${Object.keys(markets).length} markets`;

function remarkOn({ example, currency, source }: Card, file: RateFile): string {
  const unused = currency === file.currency ? '' : `  not used: estimates are in ${file.currency}`;
  return `${example ? '  EXAMPLE' : ''}${unused}${source === undefined ? '' : `  (${source})`}`;
}
