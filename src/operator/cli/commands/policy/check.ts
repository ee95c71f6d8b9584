import type { Problem } from '../../../../problems/configError';
import { defineCommand } from '../../command';
import { exitCodes } from '../../../terminal/exitCodes';
import { withFile } from './file';
import type { TemplateReport } from './templates';

/**
 * `ventana policy check`: reports every problem in the file at once. JSON: `{ file, ok, problems: [{ line, column,
 * message, hint }], warnings }`.
 */
export const check = defineCommand({
  command: 'check [file]',
  describe: 'List every problem in a policy file, with its line and how to fix it',
  examples: [
    ['policy check', 'Checks the file that the service uses'],
    ['policy check next.yaml', 'Checks another file; exit code 2 if it has problems'],
    ['policy check next.yaml --templates', "Also compares it with Meta's templates: each header, value and button"],
  ],
  options: (yargs) =>
    withFile(yargs).option('templates', {
      type: 'boolean',
      default: false,
      describe: "Also compare the templates with Meta's; needs the service's settings",
    }),
  async run({ file, account, templates }, tools) {
    const { output } = tools;
    const { parsePolicy } = await import('../../../../policy/policy.js');
    const { policyPath, readCandidate, readPolicyFile } = await import('./candidate.js');
    const { compareTemplates, printTemplates } = await import('./templates.js');
    const path = file ?? policyPath(account);
    const { rateProblems } = await import('../../../../budget/rateProblems.js');
    const text = readPolicyFile(path);
    const result = parsePolicy(text, path);
    const problems = 'problems' in result ? result.problems : rateProblems(result, text, path);
    for (const { where, place, message, hint } of problems) {
      output.print(`${output.paint.bold(placeOf(where, place))} ${message}`);
      output.print(`    ${hint}`);
    }
    const warnings = 'problems' in result ? [] : result.policyWarnings;
    for (const warning of warnings) output.warn(warning);
    const isRead = templates && problems.length === 0;
    const compared = isRead ? await compareTemplates(readCandidate(path, account), tools) : NONE;
    printTemplates(compared, path, tools);
    const count = problems.length + compared.problems.length;
    const observes = 'policy' in result && result.policy.ticket.observes === true;
    output.print(
      count > 0 ? countOf(count) : `${path} is valid.${observes ? ' It only observes: nothing is sent.' : ''}`,
    );
    output.result({
      file: path,
      ok: count === 0 && compared.unread === undefined,
      problems: [...problems.map(({ place, message, hint }) => ({ ...place, message, hint })), ...compared.problems],
      warnings: [...warnings, ...compared.warnings],
      ...(compared.unread !== undefined && { unread: compared.unread }),
    });
    if (count > 0) return exitCodes.usage;
    return compared.unread === undefined ? exitCodes.ok : exitCodes.failed;
  },
});

const NONE: TemplateReport = { problems: [], warnings: [] };

/** Editors and terminals can jump to `file:line:column`. */
const placeOf = (where: string, place: Problem['place']): string =>
  place === undefined ? `${where}:` : `${where}:${place.column}:`;

const countOf = (count: number): string => (count === 1 ? '1 problem.' : `${count} problems.`);
