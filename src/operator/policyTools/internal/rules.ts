import { calendarAt } from '../../../../activities/readTruth';
import type { Instant } from '../../../../activities/types';
import type { PolicyConfig } from '../../../policy/policyConfig';
import { createOfficeHours } from '../../../hours/officeHours';
import type { Schedules } from '../../../hours/schedules';
import type { Rules } from './diff';

/** The rules of a policy as a worker that uses it would read them now, and how to write times in its office's zone. */
export interface RulesNow {
  rules: Rules;
  format: (at: Instant) => Promise<string>;
}

/** @throws {Error} in words for people when the schedule cannot be told; VendorError from Zendesk, where the hours are Zendesk's */
export async function rulesNow(
  { policy, hours, quietHours }: PolicyConfig,
  schedules: Schedules,
  now: Instant,
  warn: (message: string) => void,
): Promise<RulesNow> {
  const office = createOfficeHours({ hours, quietHours, schedules, now: () => now, warn });
  return { rules: { policy: policy.ticket, ...(await calendarAt(office, now)) }, format: (at) => office.format(at) };
}
