import { calendarAt } from '../../../../activities/calendar';
import type { Instant } from '../../../../activities/types';
import type { PolicyConfig } from '../../../policy/policyConfig';
import { createOfficeHours } from '../../../hours/officeHours';
import type { Schedules } from '../../../hours/schedules';
import type { Rules } from './diff';

/** The rules of a policy as a worker would read them now, and a function to format times in the office's time zone. */
export interface RulesNow {
  rules: Rules;
  format: (at: Instant) => Promise<string>;
}

/**
 * Resolves the policy's rules and hours now.
 * @throws {Error} with a message for people, when it is unclear which schedule is meant
 * @throws {VendorError} from Zendesk, when the policy takes its hours from there
 */
export async function rulesNow(
  { policy, hours, quietHours }: PolicyConfig,
  schedules: Schedules,
  now: Instant,
  warn: (message: string) => void,
): Promise<RulesNow> {
  const office = createOfficeHours({ hours, quietHours, schedules, now: () => now, warn });
  return { rules: { policy: policy.ticket, ...(await calendarAt(office, now)) }, format: (at) => office.format(at) };
}
