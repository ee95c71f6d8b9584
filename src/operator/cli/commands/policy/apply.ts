import { setTimeout as sleep } from 'node:timers/promises';
import type { Comparison } from '../../../policyTools/compare';
import type { OpenTickets } from '../../../../temporal/conversations';
import { askYes, canAsk } from '../../../terminal/ask';
import { defineCommand, type Tools } from '../../command';
import { CliError, usageError } from '../../../terminal/errors';
import { type ExitCode, exitCodes } from '../../../terminal/exitCodes';
import { tellerOf, textsOf } from './diff';
import { elapsed } from '../../../../system/elapsed';
import type { Candidate } from './candidate';
import { withFile } from './file';

interface Wanted {
  yes: boolean;
  perMinute: number | undefined;
}

/**
 * `ventana policy apply`: installs the policy file and makes every open ticket use it. JSON: the same as diff, with
 * `applied`, `told` and `late`.
 */
export const apply = defineCommand({
  command: 'apply [file]',
  describe: 'Show what a changed policy does, ask, and apply it to every open ticket',
  examples: [
    [
      'policy apply next.yaml',
      'Replaces the file in VENTANA_POLICY, then notifies the tickets; if interrupted, run it again',
    ],
    ['policy apply', 'The file was edited in place: only notifies the tickets'],
    ['policy apply next.yaml --yes', 'Does not ask: required when there is no terminal'],
  ],
  options: (yargs) =>
    withFile(yargs)
      .option('yes', { type: 'boolean', default: false, describe: 'Do not ask for confirmation' })
      .option('per-minute', {
        type: 'number',
        describe:
          'Tickets to notify per minute [default: rates.zendeskUpdatesPerMinute]; each makes about three requests to Zendesk',
      })
      .option('ignore-templates', {
        type: 'boolean',
        default: false,
        describe: "Apply it even if its values do not fit Meta's templates",
      }),
  async run({ file, account, yes, perMinute, ignoreTemplates }, tools) {
    if (perMinute !== undefined && !(perMinute > 0)) throw usageError('--per-minute must be greater than 0.');
    if (!yes && (tools.output.json || !canAsk())) throw usageError('Cannot ask for confirmation here: add --yes.');
    tools.progress.tick('Reading the policy ...');
    const { readCandidate } = await import('./candidate.js');
    const candidate = readCandidate(file, account);
    if (!ignoreTemplates) await refuseMismatches(candidate, tools);
    const { withComparison } = await import('../../../policyTools/withComparison.js');
    return withComparison(candidate.config, textsOf(candidate), tellerOf(tools), (comparison, tickets) =>
      applyIt(candidate, comparison, tickets, { yes, perMinute }, tools),
    );
  },
});

/** WhatsApp would refuse these messages one by one. If the templates cannot be read, a warning says so. */
async function refuseMismatches(candidate: Candidate, tools: Tools): Promise<void> {
  const { compareTemplates, printTemplates } = await import('./templates.js');
  const compared = await compareTemplates(candidate, tools);
  printTemplates(compared, candidate.path, tools);
  if (compared.problems.length === 0) return;
  const message = "Nothing was changed: values do not fit Meta's templates. Correct them, or add --ignore-templates.";
  throw new CliError(message, exitCodes.usage);
}

async function applyIt(
  candidate: Candidate,
  comparison: Comparison,
  tickets: OpenTickets,
  wanted: Wanted,
  tools: Tools,
): Promise<ExitCode> {
  const { output, progress } = tools;
  const { documentOf, reportLines } = await import('../../../policyTools/report.js');
  const document = documentOf(comparison);
  progress.clear();
  for (const line of await reportLines(comparison)) output.print(line);
  output.print();
  if (!wanted.yes && !(await askYes(questionOf(candidate, comparison)))) {
    output.print('Nothing was changed.');
    output.result({ ...document, applied: false, told: 0, late: [] });
    return exitCodes.ok;
  }
  await putInPlace(candidate, tools);
  const { done, late } = await tell(candidate, comparison, tickets, wanted, tools);
  progress.clear();
  output.print(`Notified: ${done} of ${ticketsOf(comparison.toTell.length)}.`);
  if (late.length > 0)
    output.warn(`${late.length} have not picked up the policy yet (${late.slice(0, 5).join(', ')}): run this again.`);
  output.result({ ...document, applied: true, told: done, late });
  return late.length > 0 ? exitCodes.failed : exitCodes.ok;
}

function questionOf({ path, inUse }: Candidate, { toTell }: Comparison): string {
  const put = inUse ? `Replace ${inUse.path} with ${path} and notify` : 'Notify';
  return `${put} ${ticketsOf(toTell.length)}?`;
}

async function putInPlace({ text, inUse }: Candidate, { output }: Tools): Promise<void> {
  if (!inUse || inUse.text === text) return;
  const { replacePolicy } = await import('../../../policyTools/files.js');
  replacePolicy(inUse.path, text, inUse.text);
  output.print(`${inUse.path} now contains the new policy; the previous one is in ${inUse.path}.previous.`);
}

async function tell(
  { config }: Candidate,
  { toTell, version }: Comparison,
  tickets: OpenTickets,
  { perMinute = config.rates.zendeskUpdatesPerMinute }: Wanted,
  { progress }: Tools,
): Promise<{ done: number; late: string[] }> {
  const { NoWorkerUsesPolicy, refreshTickets } = await import('../../../policyTools/refreshTickets.js');
  try {
    if (toTell.length > 0) progress.step(`Notifying ${ticketsOf(toTell.length)}, ${perMinute} per minute ...`);
    return await refreshTickets(tickets, toTell, {
      version,
      perMinute,
      onProgress: (done, of) => progress.tick(`Notifying the tickets: ${done} of ${of} ...`),
      sleep: (ms) => sleep(ms),
      now: elapsed,
    });
  } catch (error) {
    if (!(error instanceof NoWorkerUsesPolicy)) throw error;
    throw new CliError(nobodyHasIt(toTell[0] ?? '', version), exitCodes.failed, { cause: error });
  }
}

const nobodyHasIt = (ticketId: string, version: string): string =>
  `Ticket ${ticketId} was notified, but after a minute it is still not using this policy. Either the file has not reached the workers ` +
  `(each one logs "now using the changed policy" with version ${version} once it has), or it cannot be read: see npx ventana doctor. ` +
  'Then run this again.';

const ticketsOf = (count: number): string => (count === 1 ? '1 open ticket' : `${count} open tickets`);
