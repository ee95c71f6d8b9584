import type { Problem } from '../problems/configError';
import { didYouMean } from '../problems/didYouMean';
import { durationMs } from './internal/durations';
import { danglingReferences, definedMessages, messageReferences } from './internal/messageReferences';
import { optOutProblems, optOutWarnings } from './internal/optOutKeywords';
import { toHours, toPolicy, toQuietHours, toSweep } from './internal/policyMapping';
import type { PolicyConfig } from './policyConfig';
import { policyProblems, valueAt, type PolicyProblem } from './internal/policyProblems';
import { policySchema, type PolicyFile } from './policySchema';
import { readPolicyText, type PlacedProblem, type PolicyText } from './internal/policySyntax';
import { versionOf } from './internal/policyVersion';
import { isUnknownVariant } from './internal/whatsAppLanguages';

/**
 * Parses and validates the text of a policy file.
 * @param fileName the name in messages; problems say `fileName:LINE`
 * @returns the policy, or every problem of the file
 */
export function parsePolicy(text: string, fileName: string): PolicyConfig | { problems: Problem[] } {
  const read = readPolicyText(text);
  const { file } = read;
  const result = policySchema.safeParse(file);
  const found = file === undefined ? [] : findProblems(file, result.error?.issues ?? [], read);
  const problems = [...read.problems, ...found.map((it) => placed(it, read))];
  if (!result.success || problems.length > 0) return { problems: inOrder(problems, fileName) };
  const config = toConfig(result.data);
  return { ...config, policyWarnings: [...warnings(file), ...optOutWarnings(config.policy)] };
}

/**
 * Where a setting stands in the text of a policy file, or its nearest parent that does.
 * @param path such as `messages`, `followUp`, `template`, `header`
 */
export function settingPlace(text: string, path: readonly string[]): { line: number; column: number } {
  return readPolicyText(text).placeOf({ path, message: '', hint: '' });
}

function toConfig(file: PolicyFile): Omit<PolicyConfig, 'policyWarnings'> {
  const policy = toPolicy(file);
  const [hours, quietHours] = [toHours(file.hours), toQuietHours(file.quietHours)];
  // Open tickets learn what messages cost when they are read again, as `policy apply` has them do for another version.
  const version = versionOf({ ticket: policy.ticket, hours, quietHours, ...(policy.budget && { prices: true }) });
  return {
    policy: { ...policy, ticket: { ...policy.ticket, version } },
    hours,
    quietHours,
    rates: file.rates,
    limits: file.limits,
    sweep: toSweep(file.sweep),
    ledgerKeepMs: durationMs(file.ledger.keep),
  };
}

/** After a YAML mistake, only problems before it are reported: what seems to be missing may come after it. */
function findProblems(file: unknown, issues: Parameters<typeof policyProblems>[0], read: PolicyText): PolicyProblem[] {
  const found = policyProblems(issues, file);
  const { soundUntil, placeOf } = read;
  if (!soundUntil) return [...found, ...danglingReferences(file), ...optOutProblems(file)];
  return found.filter((it) => {
    const value = valueAt(file, it.path);
    const isWritten = it.key !== undefined || (value !== undefined && typeof value !== 'object');
    return isWritten && placeOf(it).line < soundUntil.line;
  });
}

const placed = (problem: PolicyProblem, { placeOf }: PolicyText): PlacedProblem => {
  const { message, hint } = problem;
  return { place: placeOf(problem), message, hint };
};

/** In the order of the file. */
const inOrder = (problems: PlacedProblem[], fileName: string): Problem[] =>
  problems
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map((it) => ({ where: `${fileName}:${it.place.line}`, ...it }));

/** Features that are off because their message is missing, and messages that nothing sends. */
function warnings(file: unknown): string[] {
  const references = messageReferences(file);
  const known = definedMessages(file);
  const unused = known.filter((name) => !references.some(({ message }) => message === name));
  const missing = references.filter(({ message }) => !known.includes(message));
  return [
    ...missing.map(({ path, message }) => {
      const meant = didYouMean(message, unused);
      const hint = meant ? ` (did you mean ${meant}?)` : '';
      return `${path.slice(0, -1).join('.')} is off: the policy has no message "${message}"${hint}.`;
    }),
    ...unused.map((name) => `messages.${name} is not used: nothing sends it.`),
    ...unknownLanguages(file),
  ];
}

/** Variants of a language that Meta may have added since. */
function unknownLanguages(file: unknown): string[] {
  return definedMessages(file).flatMap((name) => {
    const languages = valueAt(file, ['messages', name, 'template', 'languages']);
    const unknown = (Array.isArray(languages) ? languages : []).map(String).filter(isUnknownVariant);
    return unknown.map(
      (code) =>
        `messages.${name}: WhatsApp may have no ${code}; \`npx ventana doctor\` shows whether the template has it.`,
    );
  });
}
