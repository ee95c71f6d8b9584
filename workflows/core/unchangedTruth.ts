import type { Truth, UnchangedTruth } from '../../activities/types';
import type { Conversation } from './conversation';

/**
 * The truth with the hours and the policy that the run has already.
 * @returns undefined where it has none, though only a run that has some names their fingerprint: all must be read again
 */
export function wholeTruth(c: Conversation, told: Truth | UnchangedTruth): Truth | undefined {
  if (!('unchanged' in told)) return told;
  if (c.stage !== 'watching') return undefined;
  const { unchanged: _unchanged, ...read } = told;
  const { office, quiet, policy } = c.truth;
  return { ...read, office, quiet, policy };
}
