import type { Policy } from '../../activities/policy';
import type { HoursPolicy, QuietHours } from '../hours/hoursPolicy';

export interface Rates {
  sendsPerSecond: number;
  zendeskUpdatesPerMinute: number;
}

/** Counted per account; see `whenReached`. */
export interface Limits {
  templatesPerDay: number;
  notificationsPerMonth: number;
  /** What becomes of a requested outreach at 100 %: `warn` lets it out. */
  whenReached: 'stop' | 'warn';
}

export interface SweepPolicy {
  everyMs: number;
}

/** The part of the configuration that the policy file decides. */
export interface PolicyConfig {
  policy: Policy;
  hours: HoursPolicy;
  quietHours: QuietHours | undefined;
  rates: Rates;
  limits: Limits;
  /** Undefined: off. */
  sweep: SweepPolicy | undefined;
  /** What works but may not be meant, e.g. a feature that is off because its message is not there; to be logged at start. */
  policyWarnings: string[];
}
