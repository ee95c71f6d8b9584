import { say } from '../../language/say';
import { usageError } from '../terminal/errors';

const DAY_MS = 24 * 3_600_000;

/** @throws {CliError} for what is neither days nor a date in the past */
export function sinceOf(text: string, now: number): number {
  const [, days] = /^(\d{1,3})d$/.exec(text) ?? [];
  const at = days === undefined ? dateOf(text) : now - Number(days) * DAY_MS;
  if (Number.isNaN(at) || at >= now)
    throw usageError(say('--since {text}: write days back, as 30d, or a date, as 2026-11-01.', { text }));
  return at;
}

const dateOf = (text: string): number => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN);
