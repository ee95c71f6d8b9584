/** The policy's experiment: which customers get automatic reminders. Row Y30 of docs/behaviour.md. */
import { createHash } from 'node:crypto';
import type { Experiment } from './policy';

/** `holdout`: the control group. */
export type Arm = 'treated' | 'holdout';

const HASHED_BYTES = 6;

/**
 * A customer's arm: always the same in an experiment of this name, on every worker.
 * @param userId the customer's id in Zendesk
 */
export function armOf({ name, holdout }: Experiment, userId: string): Arm {
  const hash = createHash('sha256')
    .update(JSON.stringify([name, userId]))
    .digest();
  return hash.readUIntBE(0, HASHED_BYTES) / 2 ** (8 * HASHED_BYTES) < holdout ? 'holdout' : 'treated';
}
