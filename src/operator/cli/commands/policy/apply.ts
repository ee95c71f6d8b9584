import { setTimeout as sleep } from 'node:timers/promises';
import type { Comparison } from '../../../policyTools/compare';
import type { OpenTickets } from '../../../../temporal/conversations';
import { askYes, canAsk } from '../../../terminal/ask';
import { defineCommand, type Tools } from '../../command';
import { CliError, usageError } from '../../../terminal/errors';
import { type ExitCode, exitCodes } from '../../../terminal/exitCodes';
import { tellerOf, textsOf } from './diff';
import { type Candidate, readCandidate, withFile } from './file';

interface Wanted {
  yes: boolean;
  perMinute: number | undefined;
}

/** `ventana policy apply`: puts the policy in place and has every open ticket go by it. Its document: that of diff, with `applied`, `told` and `late`. */
export const apply = defineCommand({
  command: 'apply [file]',
  describe: 'Show what a changed policy does, ask, and have every open ticket go by it',
  examples: [
    [
      'policy apply next.yaml',
      'Puts it in the place of VENTANA_POLICY, then tells the tickets; killed half-way, run it again',
    ],
    ['policy apply', 'The file was changed in place: tell the tickets'],
    ['policy apply next.yaml --yes', 'Without asking: needed where there is no terminal'],
  ],
  options: (yargs) =>
    withFile(yargs).option('yes', { type: 'boolean', default: false, describe: 'Do not ask' }).option('per-minute', {
      type: 'number',
      describe:
        'Tickets told in a minute [default: rates.zendeskUpdatesPerMinute]; each reads about three things of Zendesk',
    }),
  async run({ file, account, yes, perMinute }, tools) {
    if (perMinute !== undefined && !(perMinute > 0)) throw usageError('--per-minute must be greater than 0.');
    if (!yes && (tools.output.json || !canAsk())) throw usageError('Nobody is there to ask: say --yes.');
    const candidate = readCandidate(file, account);
    const { withComparison } = await import('../../../policyTools/withComparison.js');
    return withComparison(candidate.config, textsOf(candidate), tellerOf(tools), (comparison, tickets) =>
      applyIt(candidate, comparison, tickets, { yes, perMinute }, tools),
    );
  },
});

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
  output.print(`Told: ${done} of ${ticketsOf(comparison.toTell.length)}.`);
  if (late.length > 0) output.warn(`${late.length} have not read yet (${late.slice(0, 5).join(', ')}): run it again.`);
  output.result({ ...document, applied: true, told: done, late });
  return late.length > 0 ? exitCodes.failed : exitCodes.ok;
}

function questionOf({ path, inUse }: Candidate, { toTell }: Comparison): string {
  const put = inUse ? `Put ${path} in the place of ${inUse.path} and tell` : 'Tell';
  return `${put} ${ticketsOf(toTell.length)}?`;
}

async function putInPlace({ text, inUse }: Candidate, { output }: Tools): Promise<void> {
  if (!inUse || inUse.text === text) return;
  const { replaceFile } = await import('../../../policyTools/files.js');
  replaceFile(inUse.path, text, inUse.text);
  output.print(`${inUse.path} is the new policy; the former one is ${inUse.path}.previous.`);
}

async function tell(
  { config }: Candidate,
  { toTell, version }: Comparison,
  tickets: OpenTickets,
  { perMinute = config.rates.zendeskUpdatesPerMinute }: Wanted,
  { progress }: Tools,
): Promise<{ done: number; late: string[] }> {
  const { NoWorkerHasIt, tellTickets } = await import('../../../policyTools/tell.js');
  try {
    if (toTell.length > 0) progress.step(`Telling ${ticketsOf(toTell.length)}, ${perMinute} in a minute ...`);
    return await tellTickets(tickets, toTell, {
      version,
      perMinute,
      onProgress: (done, of) => progress.tick(`Telling the tickets: ${done} of ${of} ...`),
      sleep: (ms) => sleep(ms),
      now: Date.now,
    });
  } catch (error) {
    if (!(error instanceof NoWorkerHasIt)) throw error;
    throw new CliError(nobodyHasIt(toTell[0] ?? '', version), exitCodes.failed, { cause: error });
  }
}

const nobodyHasIt = (ticketId: string, version: string): string =>
  `Ticket ${ticketId} was told, and after a minute it does not go by this policy. Either the file has not reached the workers: each one ` +
  `says "goes by the changed policy" with version ${version} in its log when it has. Or it cannot be read: see ventana doctor. ` +
  'Then run this again.';

const ticketsOf = (count: number): string => (count === 1 ? '1 open ticket' : `${count} open tickets`);
