import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from './configError';
import { didYouMean } from './didYouMean';
import { danglingReferences, definedMessages, messageReferences } from './messageReferences';
import { toHours, toPolicy, toQuietHours, toSweep } from './policyMapping';
import type { PolicyConfig } from './policyConfig';
import { policyProblems, type PolicyProblem } from './policyProblems';
import { policySchema } from './policySchema';
import { lineOf, lineOfKey } from './yamlPlaces';

/**
 * Reads the policy file's text.
 * @param fileName as people know it; problems say `fileName:LINE`
 * @returns the policy, or every problem of the file
 */
export function parsePolicy(text: string, fileName: string): PolicyConfig | { problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) return { problems: syntaxProblems(document, lines, fileName) };

  const read = toJS(document);
  if ('problem' in read) return { problems: [{ where: fileName, ...read.problem }] };
  const { file } = read;
  const result = policySchema.safeParse(file);
  const found = [...policyProblems(result.error?.issues ?? [], file), ...danglingReferences(file)];
  if (!result.success || found.length > 0) {
    return { problems: inOrder(found, document, lines, fileName) };
  }
  return {
    policy: toPolicy(result.data),
    hours: toHours(result.data.hours),
    quietHours: toQuietHours(result.data.quietHours),
    rates: result.data.rates,
    limits: result.data.limits,
    sweep: toSweep(result.data.sweep),
    policyWarnings: warnings(file),
  };
}

/** An empty file has every default. */
function toJS(document: Document): { file: unknown } | { problem: Omit<Problem, 'where'> } {
  try {
    return { file: document.toJS() ?? {} };
  } catch (error) {
    const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { problem: { message, mend: 'Write the values out instead of using YAML anchors and aliases.' } };
  }
}

/** By line, as people read the file. */
function inOrder(found: PolicyProblem[], document: Document, lines: LineCounter, fileName: string): Problem[] {
  return found
    .map(({ path, key, message, mend }) => {
      const line = key === undefined ? lineOf(document, lines, path) : lineOfKey(document, lines, path, key);
      return { line, problem: { where: `${fileName}:${line}`, message, mend } };
    })
    .sort((a, b) => a.line - b.line)
    .map(({ problem }) => problem);
}

function syntaxProblems(document: Document, lines: LineCounter, fileName: string): Problem[] {
  return document.errors.map(({ pos: [start], message }) => ({
    where: `${fileName}:${lines.linePos(start).line}`,
    message: `is not YAML here: ${message}`,
    mend: 'Check the indentation, the quotes and the colons of this line and the one above it.',
  }));
}

/** What is switched off for want of a message, and messages that nothing sends. */
function warnings(file: unknown): string[] {
  const references = messageReferences(file);
  const known = definedMessages(file);
  const unused = known.filter((name) => !references.some(({ message }) => message === name));
  const missing = references.filter(({ message }) => !known.includes(message));
  return [
    ...missing.map(({ path, message }) => {
      const meant = didYouMean(message, unused);
      const hint = meant ? ` (it has ${meant}: is that the one?)` : '';
      return `${path.slice(0, -1).join('.')} is off: the policy has no message "${message}"${hint}.`;
    }),
    ...unused.map((name) => `messages.${name} is not used: nothing sends it.`),
  ];
}
