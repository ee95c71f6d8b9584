import { defineCommand, type Tools } from '../../command';
import { exitCodes } from '../../../terminal/exitCodes';
import type { Candidate } from './candidate';
import { withFile } from './file';

/**
 * `ventana policy diff`: shows what a policy would change for the open tickets, and changes nothing. JSON: see
 * src/operator/policyTools/report.ts.
 */
export const diff = defineCommand({
  command: 'diff [file]',
  describe: 'Show what a changed policy would do to the tickets that are open now',
  examples: [
    ['policy diff next.yaml', 'How many reminders would move, be cancelled or be added; changes nothing'],
    ['policy diff next.yaml --json', 'Lists every ticket as JSON, for programs'],
  ],
  options: withFile,
  async run({ file, account }, tools) {
    tools.progress.tick('Reading the policy ...');
    const { readCandidate } = await import('./candidate.js');
    const candidate = readCandidate(file, account);
    const { withComparison } = await import('../../../policyTools/withComparison.js');
    const { documentOf, reportLines } = await import('../../../policyTools/report.js');
    return withComparison(candidate.config, textsOf(candidate), tellerOf(tools), async (comparison) => {
      tools.progress.clear();
      for (const line of await reportLines(comparison)) tools.output.print(line);
      tools.output.result(documentOf(comparison));
      return exitCodes.ok;
    });
  },
});

export const textsOf = ({ text, inUse }: Candidate): { after: string; before?: string } => ({
  after: text,
  ...(inUse && { before: inUse.text }),
});

export const tellerOf = ({ output, progress }: Tools) => ({
  connecting: (line: string) => progress.step(line),
  onProgress: (done: number, of: number) => progress.tick(`Querying the open tickets: ${done} of ${of} ...`),
  warn: (line: string) => output.warn(line),
});
