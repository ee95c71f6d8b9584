import type { Level } from '../../src/operator/doctor/check';
import type { TemporalInspector } from '../../src/temporal/inspector';
import type { SetUpAccount } from './doctoring';

/** Something wrong, and the lines of `doctor` that name it. */
export interface Fault {
  plant?: (account: SetUpAccount) => unknown;
  /** Changes to the service's environment. */
  environment?: Record<string, string>;
  /** A change to its policy. */
  policy?: [string, string];
  temporal?: Partial<TemporalInspector>;
  /** Each line that is neither green nor skipped, with what it says. */
  says: Record<string, [Level, RegExp]>;
  /** Lines that only this fault skips without a dependency. */
  skips?: string[];
}
