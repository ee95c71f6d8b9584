import { didYouMean } from '../../problems/didYouMean';
import { valueAt, type PolicyProblem } from './policyProblems';
import type { Path } from '../../problems/hints';

/** A place where the policy names a message, with the default name if the policy leaves it out. */
interface Reference {
  path: Path;
  message: string;
  /** The policy names the message, or defines the proactive action whose message has its name. */
  explicit: boolean;
}

/** Every message that followUp, reopening, rescue and proactive refer to, from the file before it is validated. */
export function messageReferences(file: unknown): Reference[] {
  const features = ['followUp', 'reopening', 'rescue'].filter((feature) => valueAt(file, [feature]) !== 'off');
  // Files from before there was one are not incomplete.
  const named = features.filter(
    (it) => it !== 'rescue' || isRecord(valueAt(file, ['rescue'])) || definedMessages(file).includes('rescue'),
  );
  const proactive = valueAt(file, ['proactive']);
  const actions = isRecord(proactive) ? Object.keys(proactive) : ['incident'];
  return [
    ...named.map((feature) => reference(file, [feature, 'message'], feature, false)),
    ...actions.map((action) => reference(file, ['proactive', action, 'message'], action, isRecord(proactive))),
  ];
}

/** References to messages that are not defined. */
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
