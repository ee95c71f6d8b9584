import { settingPlace } from '../../../../policy/policy';
import type { Result } from '../../../doctor/check';
import type { Tools } from '../../command';
import type { Candidate } from './candidate';

/** What Meta's templates say of a policy file. */
export interface TemplateReport {
  /** What the policy gives does not fit: WhatsApp would refuse the message. */
  problems: TemplateProblem[];
  /** What may be right soon, or only costs more. */
  warnings: string[];
  /** Why the templates could not be read. */
  unread?: string;
}

export interface TemplateProblem {
  line?: number;
  column?: number;
  message: string;
  hint: string;
}

/** Compares the candidate's templates with what Meta has. Reads from Sunshine and changes nothing. */
export async function compareTemplates({ config, text }: Candidate, { progress }: Tools): Promise<TemplateReport> {
  progress.tick("Comparing the templates with Meta's ...");
  const { examineTemplates } = await import('../../../doctor/examineTemplates.js');
  const results = await examineTemplates(config);
  progress.clear();
  const isTemplate = ({ id }: Result): boolean => id.startsWith('template.');
  const told = results.filter((it) => isTemplate(it) && (it.level === 'problem' || it.level === 'warning'));
  const isMistake = ({ level, setting }: Result): boolean => level === 'problem' && setting !== undefined;
  const unread = results.find((it) => !isTemplate(it) && it.level === 'problem');
  return {
    problems: told.filter(isMistake).map((it) => toProblem(it, text)),
    warnings: told.filter((it) => !isMistake(it)).map(inWords),
    ...(unread && { unread: inWords(unread) }),
  };
}

const inWords = ({ title, found, todo = '' }: Result): string => `${title}: ${found}. ${todo}`;

function toProblem({ title, found, todo = '', setting = '' }: Result, text: string): TemplateProblem {
  return { ...settingPlace(text, setting.split('.')), message: `${title}: ${found}`, hint: todo };
}

export function printTemplates({ problems, warnings, unread }: TemplateReport, path: string, { output }: Tools): void {
  for (const { line, column, message, hint } of problems) {
    output.print(`${output.paint.bold(`${path}:${line}:${column}:`)} ${message}`);
    output.print(`    ${hint}`);
  }
  for (const warning of warnings) output.warn(warning);
  if (unread !== undefined) output.warn(`The templates could not be checked. ${unread}`);
}
