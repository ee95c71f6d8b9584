import { didYouMean } from '../../problems/didYouMean';
import { valueAt, type PolicyProblem } from './policyProblems';
import type { Path } from '../../problems/hints';

/** Where the policy names a message, and the one that counts where it does not. */
interface Reference {
  path: Path;
  message: string;
  /** Somebody wrote it, or wrote the proactive action that goes by its name. */
  explicit: boolean;
}

/** Every message that followUp, reopening and proactive name, read from the file before it is checked. */
export function messageReferences(file: unknown): Reference[] {
  const features = ['followUp', 'reopening'].filter((feature) => valueAt(file, [feature]) !== 'off');
  const proactive = valueAt(file, ['proactive']);
  const actions = isRecord(proactive) ? Object.keys(proactive) : ['incident'];
  return [
    ...features.map((feature) => reference(file, [feature, 'message'], feature, false)),
    ...actions.map((action) => reference(file, ['proactive', action, 'message'], action, isRecord(proactive))),
  ];
}

/** Messages that somebody named and nobody defined. */
export function danglingReferences(file: unknown): PolicyProblem[] {
  const known = definedMessages(file);
  return messageReferences(file)
    .filter(({ message, explicit }) => explicit && !known.includes(message))
    .map(({ path, message }) => {
      const meant = didYouMean(message, known);
      const hint = meant ? `Did you mean ${meant}?` : `Add ${message} with its template under messages.`;
      return { path, message: `the message "${message}" is not under messages`, hint };
    });
}

export const definedMessages = (file: unknown): string[] => {
  const messages = valueAt(file, ['messages']);
  return isRecord(messages) ? Object.keys(messages) : [];
};

function reference(file: unknown, path: Path, preset: string, explicit: boolean): Reference {
  const written = valueAt(file, path);
  return typeof written === 'string' ? { path, message: written, explicit: true } : { path, message: preset, explicit };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
