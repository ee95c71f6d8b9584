import type { Policy } from '../../activities/policy';
import type { HoursPolicy, QuietHours } from '../hours/hoursPolicy';

export interface Rates {
  sendsPerSecond: number;
  zendeskUpdatesPerMinute: number;
  /** Requests to Zendesk other than updates of tickets. */
  zendeskReadsPerMinute: number;
}

/** Limits per account; see `whenReached`. */
export interface Limits {
  templatesPerDay: number;
  notificationsPerMonth: number;
  /** What happens to a requested outreach at 100 %: `warn` still sends it. */
  whenReached: 'stop' | 'warn';
}

export interface SweepPolicy {
  everyMs: number;
}

/** The part of the configuration that comes from the policy file. */
export interface PolicyConfig {
  policy: Policy;
  hours: HoursPolicy;
  quietHours: QuietHours | undefined;
  rates: Rates;
  limits: Limits;
  /** Undefined: off. */
  sweep: SweepPolicy | undefined;
  /** How long the ledger's rows stay (ms). */
  ledgerKeepMs: number;
  /**
   * Warnings to log at start: valid settings that may not be intended, such as a feature that is off because its
   * message is not defined.
   */
  policyWarnings: string[];
}
