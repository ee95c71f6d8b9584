import type { Difference } from './differences';
import type { SecretName } from '../../vendors/admin/ports';
import type { Found, Kind, Properties, Desired } from '../../vendors/admin/resources';

export type Action = 'create' | 'change' | 'keep' | 'remove';

interface Common {
  name: string;
  reason: string;
  /** What this step fixes. */
  changes: Difference[];
  /** Changes made by hand that this step leaves as they are. */
  byHand: Difference[];
}

/** One thing in the account. */
export type ThingStep = Common & { kind: Kind; key: string } & (
    | { action: 'create'; wanted: Desired }
    | { action: 'change'; found: Found; wanted?: Desired; adopted?: true }
    | { action: 'keep'; found: Found; wanted?: Desired; adopted?: true }
    | { action: 'remove'; found: Found }
  );

/** One secret on this machine. */
export type SecretStep = Common & { kind: 'secret'; action: Action; variable: SecretName };

export type Step = ThingStep | SecretStep;

/** Whether the step changes anything. */
export const isWork = ({ action }: Step): boolean => action !== 'keep';

/** A thing's properties after a change. What somebody changed by hand stays, unless the change undoes it. */
export function changed({ properties }: Found, changes: readonly Difference[]): Properties {
  const result = { ...properties };
  for (const { property, desired } of changes) {
    if (desired === undefined) delete result[property];
    else result[property] = desired;
  }
  return result;
}
