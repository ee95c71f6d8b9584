import type { Instant, Interval } from './types';

/** Office hours as absolute intervals: the workflow sees nothing else. */
export interface OfficeHours {
  /** The open intervals (without holidays) and the quiet hours that overlap `from`..`to`. */
  between(from: Instant, to: Instant): Promise<{ office: Interval[]; quiet: Interval[] }>;
  /** `YYYY-MM-DD HH:mm` in the office's time zone. */
  format(at: Instant): Promise<string>;
  /**
   * The reverse of `format`: the instants that it shows as this text, earliest first. Two where the clocks go back,
   * none for any other text.
   */
  readings(text: string): Promise<Instant[]>;
  /** The next opening after `at` in the language of `locale`, such as "lunes 09:00". For `office.opensAt`. */
  nextOpening(at: Instant, locale: string): Promise<string | undefined>;
  /** The schedule's name, for `office.name`. */
  name(): Promise<string>;
  /** The office's time zone, an IANA name. */
  zone(): Promise<string>;
}
