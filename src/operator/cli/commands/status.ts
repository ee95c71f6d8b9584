import type { Status } from '../../status/readStatus';
import type { Language } from '../../../language/locale';
import { say, speak } from '../../../language/say';
import type { PricedChange } from '../../../report/templates';
import { defineCommand } from '../command';
import { configOf } from '../configOf';
import { usageError } from '../../terminal/errors';
import { type ExitCode, exitCodes } from '../../terminal/exitCodes';
import { forTerminal } from '../../terminal/markdown';

/**
 * `ventana status TICKET...`. JSON: `Status` in src/operator/status/internal/status.ts; of several tickets
 * `{ tickets: Status[] }`. Where Meta has changed templates, `templateChanges` as in `report`.
 */
export const status = defineCommand({
  command: 'status <tickets..>',
  describe: 'Show where tickets stand, what was sent, what comes next, and why',
  examples: [
    ['status 35436', 'The ticket with this number in Zendesk; exit code 1 if Ventana does not watch it'],
    ['status 35436 35437', 'Several tickets'],
    ['status 35436 --json', 'The same as JSON, with times in UTC'],
  ],
  options: (yargs) =>
    yargs.positional('tickets', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'Zendesk ticket numbers',
    }),
  async run({ tickets, account }, { output, progress, language }) {
    if (!output.json) speak(language);
    const ids = tickets.map(ticketId);
    progress.tick(`Looking up ${ids.join(', ')} ...`);
    const config = await configOf(account);
    const { readStatus } = await import('../../status/readStatus.js');
    const { answers, isInUtc } = await progress.during(`Looking up ${ids.join(', ')} ...`, () =>
      readStatus(config, ids, (line) => progress.tick(line)),
    );
    const { templateNews } = await import('../templateNews.js');
    const now = Date.now();
    const news = await templateNews(config, now);
    progress.clear();
    output.print(answers.map(({ words }) => forTerminal(words, output.paint)).join('\n\n'));
    const changes = 'changes' in news ? news.changes : [];
    const told = await newsText(changes, language);
    if (told !== undefined) output.print(told);
    if ('isAway' in news && news.isAway)
      output.warn(say('The ledger cannot be read: whether Meta has changed a template is not known.'));
    if (isInUtc) output.warn(say("Times are in UTC only: the office's time zone could not be read from Zendesk."));
    const { result, warning, exitCode } = concluding(
      answers.map(({ document }) => document),
      changes,
    );
    output.result(result);
    if (warning !== undefined) output.warn(warning);
    return exitCode;
  },
});

/** @returns undefined if nothing has changed */
export async function newsText(changes: readonly PricedChange[], language: Language): Promise<string | undefined> {
  if (changes.length === 0) return undefined;
  const { changeLines } = await import('../../../report/text.js');
  const { english } = await import('../../../report/words/english.js');
  const { spanish } = await import('../../../report/words/spanish.js');
  const words = language === 'es' ? spanish : english;
  return ['', words.templates, ...changeLines(changes, words).map((it) => `- ${it}`)].join('\n');
}

/** The JSON document, and whether every ticket is watched or was. */
export function concluding(
  tickets: readonly Status[],
  changes: readonly PricedChange[] = [],
): { result: object; warning?: string; exitCode: ExitCode } {
  const [only] = tickets;
  const templateChanges = changes.map((it) => ({ ...it, at: new Date(it.at).toISOString() }));
  const result = {
    ...(only && tickets.length === 1 ? only : { tickets }),
    ...(changes.length > 0 && { templateChanges }),
  };
  const unwatched = tickets.filter(({ run }) => run === 'none').map(({ ticket }) => ticket);
  if (unwatched.length === 0) return { result, exitCode: exitCodes.ok };
  return {
    result,
    warning: say('Not watched by Ventana: {tickets}.', { tickets: unwatched.join(', ') }),
    exitCode: exitCodes.failed,
  };
}

/** @throws {CliError} when it is not a ticket number */
function ticketId(text: string | number): string {
  // Yargs takes what looks like a number for one, also where a string is asked for.
  const id = String(text).replace(/^#/, '');
  if (!/^\d+$/.test(id)) throw usageError(`"${text}" is not a ticket number. Example: npx ventana status 35436`);
  return id;
}
