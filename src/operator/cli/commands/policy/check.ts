import type { Problem } from '../../../../problems/configError';
import { accountEnvironment } from '../../../../config/accounts';
import { policyFile } from '../../../../config/config';
import { parsePolicy } from '../../../../policy/policy';
import { defineCommand } from '../../command';
import { exitCodes } from '../../../terminal/exitCodes';
import { readPolicyFile, withFile } from './file';

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
  ],
  options: withFile,
  run({ file, account }, { output }) {
    const path = file ?? policyFile(accountEnvironment(account));
    const result = parsePolicy(readPolicyFile(path), path);
    const problems = 'problems' in result ? result.problems : [];
    const warnings = 'problems' in result ? [] : result.policyWarnings;
    for (const { where, place, message, hint } of problems) {
      output.print(`${output.paint.bold(placeOf(where, place))} ${message}`);
      output.print(`    ${hint}`);
    }
    for (const warning of warnings) output.warn(warning);
    output.print(problems.length > 0 ? countOf(problems.length) : `${path} is valid.`);
    output.result({
      file: path,
      ok: problems.length === 0,
      problems: problems.map(({ place, message, hint }) => ({ ...place, message, hint })),
      warnings,
    });
    return Promise.resolve(problems.length > 0 ? exitCodes.usage : exitCodes.ok);
  },
});

/** Editors and terminals can jump to `file:line:column`. */
const placeOf = (where: string, place: Problem['place']): string =>
  place === undefined ? `${where}:` : `${where}:${place.column}:`;

const countOf = (count: number): string => (count === 1 ? '1 problem.' : `${count} problems.`);
