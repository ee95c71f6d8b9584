import type { Walked } from '../../../audit/walk';
import { say, speak } from '../../../language/say';
import { usageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import type { Progress } from '../../terminal/progress';
import { defineCommand } from '../command';
import { sinceOf } from '../since';
import { writtenTo } from '../writtenTo';

/** `ventana audit`. JSON: what `src/audit/documents.ts` makes of `Report` in src/audit/report.ts. */
export const audit = defineCommand({
  command: 'audit',
  describe: 'Show what the 24-hour window has cost, before anything is set up; only reads',
  examples: [
    ['audit', 'The last 30 days. It may take hours; run it again to go on where it stopped'],
    ['audit --html audit.html --csv audit.csv', 'Also as a page to forward, and as a table with every ticket'],
    ['audit --offline --policy next.yaml', 'Compares two policies over what was read before'],
  ],
  options: (yargs) =>
    yargs
      .option('since', { type: 'string', default: '30d', describe: 'Days back (30d), or a date (2026-11-01, UTC)' })
      .option('policy', { type: 'string', describe: 'A second policy file, to compare with the one in use' })
      .option('html', { type: 'string', describe: 'Write the report as a page to this file' })
      .option('csv', { type: 'string', describe: 'Write every finding as a row to this file' })
      .option('offline', { type: 'boolean', default: false, describe: 'Ask nobody: use what was read before' })
      .option('fresh', { type: 'boolean', default: false, describe: 'Read everything again' }),
  async run({ since, policy, html, csv, offline, fresh, account }, { output, progress, language }) {
    if (!output.json) speak(language);
    const from = sinceOf(since, Date.now());
    const { auditConfig } = await import('../auditConfig.js');
    const { config, policies, rates } = auditConfig(account, policy);
    const { audit: work } = await import('../../../audit/audit.js');
    const { elapsed } = await import('../../../system/elapsed.js');
    const { openingOf } = await import('../../../audit/open.js');
    const done = await work({
      ...{ config, policies, rates, since: from, fresh, now: Date.now, elapsed },
      onProgress: telling(progress, elapsed),
      ...(!offline && { open: openingOf(config) }),
    });
    progress.clear();
    if (!done) throw usageError(say('Nothing was read yet. Run it without --offline first.'));
    const { report } = done;
    const { english } = await import('../../../audit/words/english.js');
    const { spanish } = await import('../../../audit/words/spanish.js');
    const words = language === 'es' ? spanish : english;
    const { textOf } = await import('../../../audit/text.js');
    const { csvOf, documentOf } = await import('../../../audit/documents.js');
    output.print(textOf(report, words, output.paint));
    output.result(documentOf(report));
    if (html !== undefined) {
      const { pageOf } = await import('../../../audit/page/page.js');
      await writtenTo(html, await pageOf(report, words, config.zendesk.agentUrl), progress);
    }
    if (csv !== undefined) await writtenTo(csv, csvOf(report), progress);
    return exitCodes.ok;
  },
});

/** How often it is told where there is no terminal (ms). */
const TOLD_EVERY_MS = 30_000;
const MINUTE_MS = 60_000;

/** Tells how far the reading has come, and about how long it will take. */
function telling(progress: Progress, elapsed: () => number): (walked: Walked) => void {
  let first: { at: number; read: number } | undefined;
  let toldAt = -Infinity;
  return ({ looked, read, of }) => {
    const at = elapsed();
    if (read === 0 || !first) first = { at, read };
    const perTicket = read > first.read ? (at - first.at) / (read - first.read) : undefined;
    const minutes = perTicket === undefined ? undefined : Math.ceil(((of - read) * perTicket) / MINUTE_MS);
    const words =
      say('Reading: {read} of {of} WhatsApp tickets ({looked} changed tickets looked through)', { read, of, looked }) +
      (minutes === undefined ? '' : say(', about {minutes} min left', { minutes }));
    progress.tick(words);
    if (at - toldAt < TOLD_EVERY_MS) return;
    toldAt = at;
    if (!process.stderr.isTTY) progress.step(words);
  };
}
