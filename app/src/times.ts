/** Dates and durations, in the agent's language and time zone. Pure. */
import { languageFor } from './words/language';

export interface Times {
  /** In which they are written. */
  locale: string;
  /** As it stands in a sentence: `Tue 18:00`, `today at 18:00`, `el martes a las 18:00`; farther away with the date. */
  at(instant: number, now: number): string;
  /** The same in full: what a screen reader says, and what shows under the pointer. */
  full(instant: number): string;
  /** `in 2 hours`, `3 days ago`, `now` */
  relative(instant: number, now: number): string;
  /** `18:00` */
  hour(instant: number): string;
  number(value: number): string;
  /** `0,40 €`. @param currency ISO 4217 */
  money(amount: number, currency: string): string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a language puts a day and a time together. */
const joined = {
  en: {
    relative: (day: string, time: string) => `${day} at ${time}`,
    weekday: 'short',
    near: (day: string, time: string) => `${day} ${time}`,
    far: (day: string, time: string) => `${day}, ${time}`,
  },
  es: {
    relative: (day: string, time: string) => `${day} a las ${time}`,
    weekday: 'long',
    near: (day: string, time: string) => `el ${day} a las ${time}`,
    far: (day: string, time: string) => `el ${day} a las ${time}`,
  },
} as const;

export function timesIn(locale: string, timeZone: string | undefined): Times {
  const join = joined[languageFor(locale)];
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, ...zone });
  const time = format({ hour: '2-digit', minute: '2-digit' });
  const near = format({ weekday: join.weekday });
  const far = format({ day: 'numeric', month: 'short' });
  const farthest = format({ dateStyle: 'medium' });
  const full = format({ dateStyle: 'full', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone });
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const counted = new Intl.RelativeTimeFormat(locale);
  const numbers = new Intl.NumberFormat(locale);
  const daysBetween = (a: number, b: number): number =>
    Math.round((Date.parse(day.format(a)) - Date.parse(day.format(b))) / DAY);
  return {
    locale,
    at: (instant, now) => {
      const days = daysBetween(instant, now);
      const hour = time.format(instant);
      if (Math.abs(days) <= 1) return join.relative(words.format(days, 'day'), hour);
      if (Math.abs(days) < 7) return join.near(near.format(instant), hour);
      return join.far((Math.abs(days) < 300 ? far : farthest).format(instant), hour);
    },
    full: (instant) => full.format(instant),
    relative: (instant, now) => {
      const ms = instant - now;
      const size = Math.abs(ms);
      if (size < MINUTE) return words.format(0, 'second');
      if (size < HOUR) return counted.format(Math.trunc(ms / MINUTE), 'minute');
      return counted.format(Math.trunc(ms / (size < DAY ? HOUR : DAY)), size < DAY ? 'hour' : 'day');
    },
    hour: (instant) => time.format(instant),
    number: (value) => numbers.format(value),
    money: (amount, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount),
  };
}

/** `5 h 12 min`: English and Spanish write it alike. To the second in the last ten minutes. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = { d: Math.floor(seconds / 86_400), h: Math.floor(seconds / 3_600) % 24 };
  const minutes = Math.floor(seconds / 60) % 60;
  if (parts.d > 0) return `${parts.d} d ${parts.h} h`;
  if (parts.h > 0) return `${parts.h} h ${minutes} min`;
  if (minutes >= 10) return `${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
