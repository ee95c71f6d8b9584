import type { Difference } from './differences';
import type { SecretName } from '../../vendors/admin/ports';
import type { Found, Kind, Properties, Wanted } from '../../vendors/admin/resources';

export type Action = 'create' | 'change' | 'keep' | 'remove';

interface Common {
  name: string;
  reason: string;
  /** What this step puts right. */
  changes: Difference[];
  /** What somebody has changed and this step leaves alone. */
  byHand: Difference[];
}

/** One thing in the account. */
export type ThingStep = Common & { kind: Kind; key: string } & (
    | { action: 'create'; wanted: Wanted }
    | { action: 'change'; found: Found; wanted?: Wanted; adopted?: true }
    | { action: 'keep'; found: Found; wanted?: Wanted; adopted?: true }
    | { action: 'remove'; found: Found }
  );

/** One secret on this machine. */
export type SecretStep = Common & { kind: 'secret'; action: Action; variable: SecretName };

export type Step = ThingStep | SecretStep;

/** Whether a step does anything. */
export const isWork = ({ action }: Step): boolean => action !== 'keep';

/** How a thing is after a change: what setup puts right is put right, what somebody changed stays. */
export function changed({ properties }: Found, changes: readonly Difference[]): Properties {
  const result = { ...properties };
  for (const { property, shall } of changes) {
    if (shall === undefined) delete result[property];
    else result[property] = shall;
  }
  return result;
}
